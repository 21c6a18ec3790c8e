using Microsoft.CodeAnalysis;
using Orleans.Ray.Generators.Tests.Harness;

namespace Orleans.Ray.Generators.Tests;

public sealed class IncrementalTests
{
    private const string Source = """
        public static partial class First { [RayTask] public static int A(int x) => x; }
        public static partial class Second { [RayTask] public static int B() => 1; [RayTask] public static int Wrong(Action act) => 1; }
        [RayActor] public sealed partial class Counter { public int Next() => 1; }
        """;

    [Fact]
    public void An_edit_elsewhere_leaves_everything_as_it_was()
    {
        var compilation = Consumer.Create(Source, "public class Other { }");
        var driver = Consumer.CreateDriver().RunGenerators(compilation);

        var result = Edit(driver, compilation, "Source2.cs", "public class Other { public int Changed; }").GetRunResult();

        Assert.Equal(["Cached"], Reasons(result, TrackingNames.TaskGroups));
        Assert.Equal(["Cached"], Reasons(result, TrackingNames.Actors));
        AssertOutputsAreCached(result);
    }

    [Fact]
    public void An_edit_inside_a_task_or_above_it_leaves_the_generated_code_as_it_was()
    {
        var compilation = Consumer.Create(Source);
        var driver = Consumer.CreateDriver().RunGenerators(compilation);

        var edited = "// A comment that moves everything down.\n" + Source.Replace("=> x;", "=> x + 1;", StringComparison.Ordinal);
        var result = Edit(driver, compilation, "Source1.cs", edited).GetRunResult();

        Assert.Equal(["Cached"], Reasons(result, TrackingNames.Tasks));
        AssertOutputsAreCached(result);
        Assert.Equal(2, Assert.Single(result.Diagnostics).Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void A_changed_task_changes_the_code_of_its_own_type_only()
    {
        var compilation = Consumer.Create(Source);
        var driver = Consumer.CreateDriver().RunGenerators(compilation);

        var edited = Source.Replace("A(int x)", "A(int x, int y = 2)", StringComparison.Ordinal);
        var result = Edit(driver, compilation, "Source1.cs", edited).GetRunResult();

        Assert.Equal(["Modified", "Unchanged"], Reasons(result, TrackingNames.TaskGroups));
        Assert.Equal(["Cached"], Reasons(result, TrackingNames.Actors));
        Assert.Contains("Y = y.Or(2)", string.Join('\n', result.GeneratedTrees), StringComparison.Ordinal);
    }

    private static GeneratorDriver Edit(GeneratorDriver driver, Compilation compilation, string path, string source)
    {
        var old = compilation.SyntaxTrees.Single(tree => tree.FilePath == path);
        return driver.RunGenerators(compilation.ReplaceSyntaxTree(old, Consumer.Parse(source, path)));
    }

    private static string[] Reasons(GeneratorDriverRunResult result, string step) =>
        [.. Steps(result, step).SelectMany(run => run.Outputs).Select(output => output.Reason.ToString()).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<IncrementalGeneratorRunStep> Steps(GeneratorDriverRunResult result, string step) =>
        result.Results.SelectMany(generator => generator.TrackedSteps.GetValueOrDefault(step, []));

    private static void AssertOutputsAreCached(GeneratorDriverRunResult result)
    {
        // The findings are an output too, and move with the text; the sources must not.
        var sources = result.Results
            .SelectMany(generator => generator.TrackedOutputSteps.SelectMany(step => step.Value))
            .Where(run => run.Outputs.Any(output => HasSources(output.Value)))
            .SelectMany(run => run.Outputs)
            .ToArray();
        Assert.Equal(3, sources.Length);
        Assert.All(sources, output => Assert.Contains(output.Reason, new[] { IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged }));
    }

    // An output step's value is a pair of sources and diagnostics, of types that the compiler keeps to itself.
    private static bool HasSources(object value) =>
        value is System.Runtime.CompilerServices.ITuple { Length: 2 } pair && pair[0] is System.Collections.ICollection { Count: > 0 };
}
