using global::Quickstart;

namespace Orleans.Ray.Samples.Tests.Quickstart;

public sealed class SourceTextTests
{
    [Fact]
    public void The_body_loses_its_braces_and_its_shared_indentation() => Assert.Equal(
        ["if (x)", "{", "    y();", "}", "", "z();"],
        SourceText.BodyOf("async () =>\r\n    {\r\n        if (x)\r\n        {\r\n            y();\r\n        }\r\n\r\n        z();\r\n    }"));

    [Fact]
    public void A_lambda_without_a_block_stays_as_it_is() => Assert.Equal(["() => Run()"], SourceText.BodyOf("() => Run()"));
}
