using Orleans.Ray.Generators.Tests.Harness;

namespace Orleans.Ray.Generators.Tests.CodeFixes;

public sealed class CodeFixTests
{
    [Theory]
    [InlineData(
        "RAY001",
        "public static class Tasks { [RayTask] public static int A() => 1; }",
        "public static partial class Tasks { [RayTask] public static int A() => 1; }")]
    [InlineData(
        "RAY001",
        "[RayActor]\nclass Counter { }",
        "[RayActor]\npartial class Counter { }")]
    [InlineData(
        "RAY002",
        "public partial class Tasks { [RayTask] public async Task A() => await Task.Yield(); }",
        "public partial class Tasks { [RayTask] public static async Task A() => await Task.Yield(); }")]
    [InlineData(
        "RAY002",
        "partial class Tasks\n{\n    [RayTask]\n    async Task A() => await Task.Yield();\n}",
        "partial class Tasks\n{\n    [RayTask]\n    static async Task A() => await Task.Yield();\n}")]
    [InlineData(
        "RAY006",
        "public static partial class Tasks { [RayTask] public static int A(int x, in int y) => x; }",
        "public static partial class Tasks { [RayTask] public static int A(int x, int y) => x; }")]
    [InlineData(
        "RAY010",
        "public static partial class Tasks { [RayTask] public static int A(int x, TaskOptions? options = null) => x; }",
        "public static partial class Tasks { [RayTask] public static int A(int x) => x; }")]
    [InlineData(
        "RAY017",
        "public static partial class Tasks { [RayTask] public static async void A() => await Task.Yield(); }",
        "public static partial class Tasks { [RayTask] public static async System.Threading.Tasks.Task A() => await Task.Yield(); }")]
    [InlineData(
        "RAY018",
        "file static partial class Tasks { [RayTask] public static int A() => 1; }",
        "static partial class Tasks { [RayTask] public static int A() => 1; }")]
    public Task The_remedy_is_applied_and_nothing_else(string rule, string source, string expected) => Fix.VerifyAsync(rule, source, expected);

    [Fact]
    public Task A_method_of_an_actor_loses_the_attribute_and_keeps_its_comment() => Fix.VerifyAsync(
        "RAY004",
        "[RayActor]\npublic partial class Counter\n{\n    // Counts.\n    [RayTask]\n    public int Next() => 1;\n}",
        "[RayActor]\npublic partial class Counter\n{\n    // Counts.\n    public int Next() => 1;\n}");
}
