using Orleans.Ray.Generators.Tests.Harness;

namespace Orleans.Ray.Generators.Tests;

/// <summary>Types that travel and have no serializer, and members whose types Orleans' own generator does not see.</summary>
public sealed class SerializerAnalyzerTests
{
    private const string Users = """
        public static partial class Tasks
        {
            [RayTask] public static Result A(Config[] configs, Dictionary<string, List<Inner>> more) => new();
            [RayTask] public static Task<(Pair, int)> B(Generic<int> generic) => null!;
            public static void NoTask(Unused unused) { }
        }

        [RayActor] public partial class Counter(Start start)
        {
            public void Set(Setting setting) => GC.KeepAlive(start);
            private void Not(Unused unused) { }
        }

        public class Unused { }
        """;

    [Fact]
    public async Task Every_type_of_the_project_in_a_signature_is_found_once() => await VerifyAsync(
        Users + "public class Config { } public class Result { public int X; } public class Inner { } public struct Pair { public object O; } public class Generic<T> { } public class Start { } public record Setting(int X);",
        "Config", "Result", "Inner", "Pair", "Generic", "Start", "Setting");

    [Fact]
    public async Task Those_that_can_be_copied_or_shared_are_left_alone() => await VerifyAsync(
        Users + """
        [Orleans.GenerateSerializer] public class Config { }
        [Orleans.Immutable] public sealed class Result { }
        public enum Inner { }
        public struct Pair { public int X; public string S; }
        [Orleans.GenerateSerializer] public class Generic<T> { }
        public class Start : Exception { }
        public class Setting { }
        [Orleans.GenerateSerializer] public struct SettingSurrogate { }
        [Orleans.RegisterConverter] public sealed class SettingConverter : Orleans.IConverter<Setting, SettingSurrogate>
        {
            public Setting ConvertFromSurrogate(in SettingSurrogate surrogate) => new();
            public SettingSurrogate ConvertToSurrogate(in Setting value) => default;
        }
        """);

    [Theory]
    [InlineData("[Orleans.Id(0)] public Counter.Handle? C;", true)]
    [InlineData("[Orleans.Id(0)] public Dictionary<string, Counter.Handle?[]> C { get; set; } = [];", true)]
    [InlineData("[Orleans.Id(0)] public ActorHandle<Counter>? C { get; set; }", false)]
    [InlineData("public Counter.Handle? C { get; set; }", false)]
    public async Task A_handle_that_is_generated_is_found_in_members_that_are_serialized(string member, bool isFound)
    {
        var found = await Generation.Of($"[RayActor] public partial class Counter {{ }} [Orleans.GenerateSerializer] public class Bag {{ {member} }} public class NotSerialized {{ public Counter.Handle? C; }}").AnalyzeAsync();

        Assert.Equal(isFound ? ["RAY104"] : [], found.Select(static finding => finding.Id));
    }

    private static async Task VerifyAsync(string source, params string[] types)
    {
        var found = await Generation.Of(source).AnalyzeAsync();

        Assert.All(found, static finding => Assert.Equal("RAY103", finding.Id));
        Assert.Equal(types.Order(), found.Select(finding => source.Substring(finding.Location.SourceSpan.Start, finding.Location.SourceSpan.Length)).Order());
    }
}
