using Orleans.Ray.Generators.Tests.Harness;

namespace Orleans.Ray.Generators.Tests;

public sealed class TaskDiagnosticTests
{
    [Fact]
    public void A_type_with_tasks_must_be_partial_and_says_so_once() =>
        Misuse.Verify("RAY001", "public static class [|Tasks|] { [RayTask] public static int A() => 1; [RayTask] public static int B() => 1; }");

    [Fact]
    public void The_types_around_a_type_with_tasks_must_be_partial() =>
        Misuse.Verify("RAY001", "public class [|Outer|] { public struct [|Middle|] { public static partial class Tasks { [RayTask] public static int A() => 1; } } }");

    [Fact]
    public void A_task_must_be_static() =>
        Misuse.Verify("RAY002", "public partial class Tasks { [RayTask] public int [|A|]() => 1; [RayTask] public static int B() => 1; }");

    [Theory]
    [InlineData("public static partial class Tasks { public static int A() { return B(); [RayTask] static int [|B|]() => 1; } }")]
    [InlineData("public static partial class Tasks { public static int A { [RayTask] [|get|] => 1; } }")]
    [InlineData("public partial class Tasks { [RayTask] public static Tasks operator [|+|](Tasks a, Tasks b) => a; }")]
    [InlineData("public partial interface ITasks { [RayTask] public static int [|A|]() => 1; }")]
    [InlineData("public static partial class Tasks { extension(int x) { [RayTask] public static int [|A|]() => 1; } }")]
    public void Only_ordinary_methods_of_types_can_be_tasks(string source) => Misuse.Verify("RAY003", source);

    [Fact]
    public void A_method_of_an_actor_is_no_task() =>
        Misuse.Verify("RAY004", "[RayActor] public partial class Counter { [RayTask] public int [|Next|]() => 1; }");

    [Theory]
    [InlineData("RAY010", "[RayTask] public static int A(int x, [|TaskOptions?|] options = null) => x;")]
    [InlineData("RAY013", "[RayTask] public static int [|Remote|]() => 1;")]
    [InlineData("RAY013", "[RayTask] public static int A() => 1; public static int [|Remote|] => 1;")]
    [InlineData("RAY001", "[RayTask] public static int A() => 1; public static class [|Remote|];")]
    [InlineData("RAY012", "[RayTask] public static int A(int x) => x; [RayTask] public static int [|A|](int x, CancellationToken token) => x;")]
    [InlineData("RAY012", "[RayTask] public static int A(int x) => x; [RayTask] public static int [|A|](int x, int y = 0) => x;")]
    [InlineData("RAY012", "[RayTask] public static int A<T>(T x) => 1; [RayTask] public static int [|A|]<U>(U x, CancellationToken token) => 1;")]
    [InlineData("RAY014", "private struct State; [RayTask] private static int [|A|](State[] states) => 1; [RayTask] public static int B() => 1;")]
    [InlineData("RAY017", "[RayTask] public static async [|void|] A() => await Task.Yield();")]
    public void A_task_that_its_stub_could_not_serve_is_refused(string rule, string members) =>
        Misuse.Verify(rule, $$"""public static partial class Tasks { {{members}} }""");

    [Fact]
    public void A_task_of_an_actor_class_leaves_the_names_of_the_actor_alone() =>
        Misuse.Verify("RAY013", "[RayActor] public partial class Counter { [RayTask] public static int [|Create|]() => 1; }");

    [Fact]
    public void A_type_local_to_its_file_cannot_have_tasks() =>
        Misuse.Verify("RAY018", "file static partial class [|Tasks|] { [RayTask] public static int A() => 1; }");

    [Fact]
    public void A_type_that_is_not_known_gets_no_stub() =>
        Misuse.Verify("RAY016", "public static partial class Tasks { [RayTask] public static int A([|List<Unknown>|] x) => 1; }");

    [Theory]
    [InlineData("[RayTask] public static int A(int x) => x; [RayTask] public static int A(string x, int y = 0) => y;")]
    [InlineData("[RayTask] public static int A(int x) => x; [RayTask] public static int A<T>(int x) => x;")]
    [InlineData("[RayTask] public static int A(ActorOptions options) => 1;")]
    [InlineData("private struct State; [RayTask] private static int A(State[] states) => 1;")]
    [InlineData("internal struct State; [RayTask] private static int A(State[] states) => 1; [RayTask] public static int B() => 1;")]
    [InlineData("[RayTask] public static int A() => 1; public static partial class Remote { public static int Own() => 1; }")]
    [InlineData("[RayTask] public static async Task A() => await Task.Yield();")]
    [InlineData("[RayTask] public static int Create() => 1;")]
    public void Near_misses_are_fine(string members) => Generation.OfValid($$"""public static partial class Tasks { {{members}} }""");
}
