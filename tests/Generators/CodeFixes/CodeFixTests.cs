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
        "RAY008",
        "public static partial class Tasks { [RayTask] public static IEnumerator<int> A() { yield return 1; } }",
        "public static partial class Tasks { [RayTask] public static System.Collections.Generic.IEnumerable<int> A() { yield return 1; } }")]
    [InlineData(
        "RAY008",
        "public static partial class Tasks { [RayTask] public static async IAsyncEnumerator<string> A() { await Task.Yield(); yield return string.Empty; } }",
        "public static partial class Tasks { [RayTask] public static async System.Collections.Generic.IAsyncEnumerable<string> A() { await Task.Yield(); yield return string.Empty; } }")]
    [InlineData(
        "RAY008",
        "public static partial class Tasks { [RayTask] public static System.Collections.IEnumerable A() { yield return 1; } }",
        "public static partial class Tasks { [RayTask] public static System.Collections.Generic.IEnumerable<object> A() { yield return 1; } }")]
    [InlineData(
        "RAY009",
        "public static partial class Tasks { [RayTask] public static int A(int x, CancellationToken token, int y) => x; }",
        "public static partial class Tasks { [RayTask] public static int A(int x, int y, CancellationToken token) => x; }")]
    [InlineData(
        "RAY009",
        "public static partial class Tasks { [RayTask] public static IEnumerable<int> A(CancellationToken token, int y = 1) { yield return y; } }",
        "public static partial class Tasks { [RayTask] public static IEnumerable<int> A(int y = 1, CancellationToken token = default) { yield return y; } }")]
    [InlineData(
        "RAY009",
        "public static partial class Tasks { [RayTask] public static int A(CancellationToken a, int x, CancellationToken b) => x; }",
        "public static partial class Tasks { [RayTask] public static int A(int x, CancellationToken b) => x; }")]
    [InlineData(
        "RAY009",
        "[RayActor] public partial class Counter(int start, CancellationToken token) { public int Next() => start; }",
        "[RayActor] public partial class Counter(int start) { public int Next() => start; }")]
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
    public Task A_type_without_a_serializer_gets_one_and_its_members_their_numbers() => Fix.VerifyAsync(
        "RAY103",
        """
        public static partial class Tasks
        {
            [RayTask]
            public static int A(List<Config> configs) => configs.Count;
        }

        /// <summary>What is to be done.</summary>
        public class Config
        {
            public const int Most = 5;
            private readonly int[] _items = [];

            /// <summary>Its name.</summary>
            public string Name { get; set; } = "";

            public int Count => _items.Length;

            [Orleans.Id(3)]
            public int Size { get; init; }
        }
        """,
        """
        public static partial class Tasks
        {
            [RayTask]
            public static int A(List<Config> configs) => configs.Count;
        }

        /// <summary>What is to be done.</summary>
        [Orleans.GenerateSerializer]
        public class Config
        {
            public const int Most = 5;
            [Orleans.Id(4)]
            private readonly int[] _items = [];

            /// <summary>Its name.</summary>
            [Orleans.Id(5)]
            public string Name { get; set; } = "";

            public int Count => _items.Length;

            [Orleans.Id(3)]
            public int Size { get; init; }
        }
        """);

    [Fact]
    public Task A_record_in_one_line_gets_a_serializer_in_that_line() => Fix.VerifyAsync(
        "RAY103",
        "[RayActor] public partial class Store { public Entry Read() => new(1); } public record Entry(int Number) { public string? Text { get; set; } }",
        "[RayActor] public partial class Store { public Entry Read() => new(1); } [Orleans.GenerateSerializer] public record Entry(int Number) { [Orleans.Id(0)] public string? Text { get; set; } }");

    [Theory]
    [InlineData(
        "[RayActor] public partial class Counter { } [Orleans.GenerateSerializer] public class Bag { [Orleans.Id(0)] public List<Counter.Handle>? Counters { get; set; } }",
        "[RayActor] public partial class Counter { } [Orleans.GenerateSerializer] public class Bag { [Orleans.Id(0)] public List<Orleans.Ray.ActorHandle<Counter>>? Counters { get; set; } }")]
    [InlineData(
        "namespace Deep { [RayActor] public partial class Counter { } } [Orleans.GenerateSerializer] public record Bag(Deep.Counter.Handle Counter);",
        "namespace Deep { [RayActor] public partial class Counter { } } [Orleans.GenerateSerializer] public record Bag(Orleans.Ray.ActorHandle<Deep.Counter> Counter);")]
    public Task A_generated_handle_in_a_serializable_type_becomes_one_that_every_generator_knows(string source, string expected) => Fix.VerifyAsync("RAY104", source, expected);

    [Fact]
    public Task A_method_of_an_actor_loses_the_attribute_and_keeps_its_comment() => Fix.VerifyAsync(
        "RAY004",
        "[RayActor]\npublic partial class Counter\n{\n    // Counts.\n    [RayTask]\n    public int Next() => 1;\n}",
        "[RayActor]\npublic partial class Counter\n{\n    // Counts.\n    public int Next() => 1;\n}");
}
