using Orleans.Ray.Generators.Tests.Harness;

namespace Orleans.Ray.Generators.Tests;

public sealed class ActorDiagnosticTests
{
    [Theory]
    [InlineData("RAY001", "[RayActor] public class [|Counter|] { }")]
    [InlineData("RAY001", "[RayActor] public class [|Counter|] { [RayTask] public static int A() => 1; }")]
    [InlineData("RAY001", "public class [|Outer|] { [RayActor] public partial class Counter { } }")]
    [InlineData("RAY005", "[RayActor] public abstract partial class [|Counter|] { }")]
    [InlineData("RAY005", "[RayActor] public static partial class [|Counter|] { }")]
    [InlineData("RAY005", "[RayActor] public partial record [|Counter|](int Start);")]
    [InlineData("RAY005", "[RayActor] public partial struct [|Counter|] { }")]
    [InlineData("RAY018", "[RayActor] file partial class [|Counter|] { }")]
    [InlineData("RAY013", "[RayActor] public partial class [|Handle|] { }")]
    [InlineData("RAY015", "[RayActor] public partial class [|Counter|] { private Counter() { } }")]
    [InlineData("RAY015", "[RayActor] public partial class [|Counter|] { public required int Start { get; init; } }")]
    [InlineData("RAY013", "[RayActor] public partial class Counter<[|Remote|]> { }")]
    public void Only_an_open_class_can_be_an_actor(string rule, string source) => Misuse.Verify(rule, source);

    [Theory]
    [InlineData("RAY013", "public int [|Handle|](string message) => 1;")]
    [InlineData("RAY013", "private readonly int [|Remote|] = 1; public int Next() => Remote;")]
    [InlineData("RAY015", "public required int Start { get; init; } public [|Counter|](int x) { }")]
    [InlineData("RAY010", "public Counter([|ActorOptions|] options) { }")]
    [InlineData("RAY009", "public Counter([|CancellationToken|] token) { }")]
    [InlineData("RAY007", "public Counter([|Action|] act) { }")]
    [InlineData("RAY012", "public Counter(int x) { } public [|Counter|](int x, int y = 0) { }")]
    [InlineData("RAY012", "public Counter() { } internal [|Counter|](int x = 0) { }")]
    [InlineData("RAY012", "public int Next(int x) => x; public int [|Next|](int x, CancellationToken token) => x;")]
    [InlineData("RAY012", "public void Next(int x) { } public void [|Next|](int x, int y = 0) { }")]
    [InlineData("RAY010", "public void Next([|ActorCallOptions|] options) { }")]
    [InlineData("RAY030", "[ActorMethod(ConcurrencyGroup = [|\" \"|])] public int Next() => 1;")]
    [InlineData("RAY011", "[ActorMethod(MaxTaskRetries = [|-2|])] public int Next() => 1;")]
    [InlineData("RAY007", "public int Next([|Counter|] other) => 1;")]
    [InlineData("RAY006", "public int Next([|ref|] int x) => x;")]
    [InlineData("RAY008", "public [|IEnumerator<int>|] All() { yield return 1; }")]
    [InlineData("RAY017", "public async [|void|] Start() => await Task.Yield();")]
    public void What_an_actor_cannot_offer_is_refused(string rule, string members) =>
        Misuse.Verify(rule, $$"""[RayActor] public partial class Counter { {{members}} }""");

    [Theory]
    [InlineData("RAY030", """[ConcurrencyGroup("io", 2)] [RayActor] public partial class Counter { [ActorMethod(ConcurrencyGroup = [|"oi"|])] public int Next() => 1; }""")]
    [InlineData("RAY011", """[ConcurrencyGroup([|" "|], 2)] [RayActor] public partial class Counter { }""")]
    [InlineData("RAY011", """[ConcurrencyGroup("io", [|0|])] [RayActor] public partial class Counter { }""")]
    [InlineData("RAY011", """[ConcurrencyGroup("io", 1)] [ConcurrencyGroup([|"io"|], 2)] [RayActor] public partial class Counter { }""")]
    [InlineData("RAY011", "[RayActor(MaxPendingCalls = [|0|])] public partial class Counter { }")]
    public void Concurrency_groups_and_limits_must_make_sense(string rule, string source) => Misuse.Verify(rule, source);

    [Fact]
    public void A_method_can_be_in_a_concurrency_group_that_only_methods_name() =>
        Generation.OfValid("[RayActor] public partial class Counter { [ActorMethod(ConcurrencyGroup = \"io\")] public int Read() => 1; [ActorMethod(ConcurrencyGroup = \"compute\")] public int Add() => 2; }");

    [Fact]
    public void A_method_can_be_in_a_concurrency_group_that_a_base_class_declares() =>
        Generation.OfValid("""[ConcurrencyGroup("io", 2)] public class Service { [ActorMethod(ConcurrencyGroup = "io")] public virtual int Read() => 1; } [RayActor] public partial class Counter : Service { public override int Read() => 2; }""");

    [Fact]
    public void An_inherited_method_that_cannot_be_called_is_reported_where_it_is_declared() =>
        Misuse.Verify("RAY007", "public class Service { public int Run([|Action|] act) => 1; } [RayActor] public partial class Counter : Service { public int Next() => 1; }");

    [Fact]
    public void What_a_library_s_base_class_has_and_a_handle_cannot_is_left_out()
    {
        var generation = Generation.OfValid("[RayActor] public partial class Log : StringWriter { public int Next() => 1; }");

        Assert.Contains(" Next(", generation.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ReadOnlySpan<char>", generation.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("internal int Id() => 1; public int Next() => 1;")]
    [InlineData("internal void Configure(Action act) { }")]
    [InlineData("public static void Configure(Action act) { }")]
    [InlineData("public void Next(TaskOptions options) { }")]
    [InlineData("private Counter(Action act) { } public Counter(int x) { }")]
    [InlineData("[System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Counter(int x) => Start = x; public required int Start { get; init; }")]
    [InlineData("public override string ToString() => \"\"; public int Value { get; set; } public event Action? Changed; public int Raise() { Changed?.Invoke(); return 1; }")]
    [InlineData("public sealed partial class Handle { public int Own => 1; } public int Next(Handle other) => 1;")]
    [InlineData("public int GetHashCode(int x) => x; public string ToString(string format) => format; public int Submit(int call) => call; public int WithReference(int x) => x; public int ActorType() => 1;")]
    public void Near_misses_are_fine(string members) => Generation.OfValid($$"""[RayActor] public partial class Counter { {{members}} }""");

    [Fact]
    public void An_actor_may_be_nested_private_and_generic() => Generation.OfValid("""
        internal partial class Outer<T>
        {
            [RayActor]
            private sealed partial class Counter(T start, Counter.Handle? next = null)
            {
                private struct State;

                public T Start { get; } = start;

                public List<T> Next(T by, ObjectRef<T>[] references) => next is null ? [by] : [];
            }

            internal static object Create(T value) => Counter.Remote.Create(value).Next(value, Array.Empty<ObjectRef<T>>());
        }
        """);
}
