using Orleans.Ray.Generators.Tests.Harness;

namespace Orleans.Ray.Generators.Tests;

public sealed class SignatureDiagnosticTests
{
    [Theory]
    [InlineData("public static void A([|ref|] int x) { }")]
    [InlineData("public static void A([|in|] int x) { }")]
    [InlineData("public static void A([|ref|] readonly int x) { }")]
    [InlineData("public static void A([|out|] int x) => x = 1;")]
    [InlineData("private static int s_x; [RayTask] public static [|ref int|] A() => ref s_x;", false)]
    public void Nothing_is_passed_by_reference(string method, bool withAttribute = true) => VerifyTask("RAY006", withAttribute ? $"[RayTask] {method}" : method);

    [Theory]
    [InlineData("Func<int>")]
    [InlineData("Action<string>?")]
    [InlineData("Delegate")]
    [InlineData("Task")]
    [InlineData("Task<int>")]
    [InlineData("ValueTask<int>")]
    [InlineData("TaskCompletionSource")]
    [InlineData("Stream")]
    [InlineData("MemoryStream")]
    [InlineData("StreamReader")]
    [InlineData("Thread")]
    [InlineData("Timer")]
    [InlineData("CancellationTokenSource")]
    [InlineData("CancellationToken?")]
    [InlineData("CancellationToken[]")]
    [InlineData("ManualResetEvent")]
    [InlineData("SemaphoreSlim")]
    [InlineData("IServiceProvider")]
    [InlineData("IRay")]
    [InlineData("IAsyncEnumerable<int>")]
    [InlineData("IEnumerator<int>")]
    [InlineData("Arg<int>")]
    [InlineData("Span<int>")]
    [InlineData("ReadOnlySpan<char>")]
    [InlineData("int*")]
    [InlineData("delegate*<void>")]
    [InlineData("List<Func<int>>")]
    [InlineData("(int Number, Action Act)[]")]
    [InlineData("Dictionary<string, Stream[]>.ValueCollection")]
    [InlineData("ObjectRef<Task<int>>")]
    [InlineData("Counter")]
    public void What_cannot_travel_is_no_parameter(string type) => VerifyTask("RAY007", $"[RayTask] public static unsafe int A([|{type}|] x) => 1;");

    [Theory]
    [InlineData("Func<int>", "null!")]
    [InlineData("Task<Stream>", "null!")]
    [InlineData("ValueTask<Task>", "default")]
    [InlineData("Span<int>", "default")]
    [InlineData("int*", "null")]
    [InlineData("Counter", "new()")]
    [InlineData("CancellationToken", "default")]
    public void What_cannot_travel_is_no_result(string type, string value) => VerifyTask("RAY007", $"[RayTask] public static unsafe [|{type}|] A() => {value};");

    [Fact]
    public void A_type_parameter_that_may_be_a_ref_struct_is_refused() =>
        VerifyTask("RAY007", "[RayTask] public static int A<[|T|]>() where T : allows ref struct => 1;");

    [Theory]
    [InlineData("public static async [|IAsyncEnumerator<int>|] A() { await Task.Yield(); yield return 1; }")]
    [InlineData("public static [|IEnumerator<int>|] A() { yield return 1; }")]
    [InlineData("public static [|System.Collections.IEnumerable|] A() { yield return 1; }")]
    [InlineData("public static partial [|System.Collections.IEnumerable|] A(); public static partial System.Collections.IEnumerable A() { yield break; }")]
    [InlineData("public static async [|Task<IAsyncEnumerable<int>>|] A() { await Task.Yield(); return null!; }")]
    public void A_stream_is_an_enumerable_of_its_items(string method) => VerifyTask("RAY008", $"[RayTask] {method}");

    [Theory]
    [InlineData("public static async [|IAsyncEnumerable<Task>|] A() { await Task.Yield(); yield break; }")]
    [InlineData("public static [|IEnumerable<Action>|] A() { yield break; }")]
    [InlineData("public static [|IAsyncEnumerable<IAsyncEnumerable<int>>|] A() => null!;")]
    public void What_cannot_travel_is_no_item_of_a_stream(string method) => VerifyTask("RAY007", $"[RayTask] {method}");

    [Fact]
    public void Items_in_progress_are_no_parameter() =>
        VerifyTask("RAY007", "[RayTask] public static int A([|IAsyncEnumerable<int>|] items) => 1;");

    [Theory]
    [InlineData("[|CancellationToken|] token, int x")]
    [InlineData("[|CancellationToken|] first, CancellationToken second")]
    [InlineData("[|CancellationToken|] token, params int[] x")]
    public void The_token_comes_last_and_once(string parameters) => VerifyTask("RAY009", $"[RayTask] public static int A({parameters}) => 1;");

    [Theory]
    [InlineData("int x")]
    [InlineData("ObjectRef<int> x")]
    [InlineData("ObjectRef<ObjectRef<int>>[] x")]
    [InlineData("Counter.Handle x")]
    [InlineData("Dictionary<Counter.Handle, List<Counter.Handle?>>? x = null")]
    [InlineData("Memory<int> x, ReadOnlyMemory<byte> y")]
    [InlineData("IReadOnlyList<Exception> x, Type y")]
    [InlineData("CancellationToken token = default")]
    public void What_can_travel_is_accepted(string parameters) => Generation.OfValid(Tasks($"[RayTask] public static int A({parameters}) => 1;"));

    [Theory]
    [InlineData("ObjectRef<int>")]
    [InlineData("Task<ObjectRef<int>[]>")]
    [InlineData("IEnumerable<int>")]
    [InlineData("Task<Counter.Handle>")]
    public void What_can_travel_is_returned(string type) => Generation.OfValid(Tasks($"[RayTask] public static {type} A() => null!;"));

    [Fact]
    public void A_lambda_that_yields_makes_no_stream() => Generation.OfValid(Tasks(
        "[RayTask] public static int A() { return B().First(); static IEnumerable<int> B() { yield return 1; } }"));

    private static void VerifyTask(string rule, string method) => Misuse.Verify(rule, Tasks(method));

    private static string Tasks(string method) =>
        $$"""
        public static partial class Tasks { {{method}} }
        [RayActor] public sealed partial class Counter { public int Next() => 1; }
        """;
}
