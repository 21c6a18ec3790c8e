using Orleans.Ray.Generators.Tests.Harness;

namespace Orleans.Ray.Generators.Tests;

public sealed class AttributeDiagnosticTests
{
    [Theory]
    [InlineData("NumCpus = [|-1|]")]
    [InlineData("NumCpus = [|double.NaN|]")]
    [InlineData("NumGpus = [|1.5|]")]
    [InlineData("NumGpus = [|-0.5|]")]
    [InlineData("Memory = [|-1|]")]
    [InlineData("MaxRetries = [|-2|]")]
    [InlineData("Name = [|\" \"|]")]
    [InlineData("Resources = [|\"tpu\"|]")]
    [InlineData("Resources = [|\"tpu=x\"|]")]
    [InlineData("Resources = [|\"tpu=-1\"|]")]
    [InlineData("Resources = [|\"disk=1, GPU=1\"|]")]
    [InlineData("NumCpus = [|-1|], NumGpus = [|2.5|]")]
    [InlineData("NumReturns = [|0|]")]
    [InlineData("NumReturns = [|-2|]")]
    [InlineData("TimeoutSeconds = [|-1|]")]
    [InlineData("TimeoutSeconds = [|double.NaN|]")]
    [InlineData("TimeoutSeconds = [|double.PositiveInfinity|]")]
    [InlineData("RetryExceptionTypes = [|[typeof(string)]|]")]
    [InlineData("RetryExceptionTypes = [|new[] { typeof(Exception), null! }|]")]
    public void A_task_asks_for_what_a_node_could_give(string settings) =>
        Misuse.Verify("RAY011", $$"""public static partial class Tasks { [RayTask({{settings}})] public static int A() => 1; }""");

    [Theory]
    [InlineData("GeneratorBackpressureNumObjects = [|0|]")]
    [InlineData("GeneratorBackpressureNumObjects = [|-2|]")]
    public void B141_A_stream_has_room_for_an_item(string settings) =>
        Misuse.Verify("RAY011", $$"""public static partial class Tasks { [RayTask({{settings}})] public static IEnumerable<int> A() { yield return 1; } }""");

    [Fact]
    public void Only_a_stream_runs_ahead_of_its_reader() =>
        Misuse.Verify("RAY011", "public static partial class Tasks { [RayTask(GeneratorBackpressureNumObjects = [|3|])] public static IEnumerable<int> A() => []; }");

    [Theory]
    [InlineData("GeneratorBackpressureNumObjects = [|0|]", "IAsyncEnumerable<int> A() => null!;")]
    [InlineData("GeneratorBackpressureNumObjects = [|3|]", "int A() => 1;")]
    public void So_it_is_for_methods_of_actors(string settings, string method) =>
        Misuse.Verify("RAY011", $$"""[RayActor] public partial class Counter { [ActorMethod({{settings}})] public {{method}} }""");

    [Fact]
    public void A_stream_has_as_many_items_as_it_yields() =>
        Misuse.Verify("RAY019", "public static partial class Tasks { [RayTask(NumReturns = [|3|])] public static IAsyncEnumerable<int> A() => null!; }");

    [Theory]
    [InlineData("NumCpus = [|-1|]")]
    [InlineData("MaxConcurrency = [|-1|]")]
    [InlineData("MaxRestarts = [|-2|]")]
    [InlineData("Resources = [|\"memory=1\"|]")]
    public void An_actor_asks_for_what_a_node_could_give(string settings) =>
        Misuse.Verify("RAY011", $$"""[RayActor({{settings}})] public partial class Counter { public int Next() => 1; }""");

    [Theory]
    [InlineData("NumCpus = 0")]
    [InlineData("NumGpus = 0.25, MaxRetries = -1")]
    [InlineData("NumGpus = 2, Memory = 1L << 40")]
    [InlineData("Name = null, Resources = null")]
    [InlineData("NumReturns = 1, TimeoutSeconds = 0.5, RetryExceptionTypes = null")]
    [InlineData("RetryExceptionTypes = [typeof(Exception), typeof(TimeoutException)]")]
    [InlineData("Resources = \" tpu = 2 , disk=0.5,\"")]
    public void Everything_else_is_accepted(string settings) =>
        Generation.OfValid($$"""public static partial class Tasks { [RayTask({{settings}})] public static int A() => 1; }""");

    [Fact]
    public void A_wrong_value_does_not_take_the_stub_away()
    {
        var generation = Generation.Of("public static partial class Tasks { [RayTask(NumCpus = -1, MaxRetries = 2)] public static int A() => 1; }");

        Assert.Contains("new(\"Tasks.A\") { MaxRetries = 2 };", generation.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(int, int) A() => default;", 3)]
    [InlineData("(int, int) A() => default;", -1)]
    [InlineData("Task<(int, int, int)> A() => null!;", 2)]
    [InlineData("int A() => 1;", 2)]
    [InlineData("string A() => null!;", 2)]
    [InlineData("int[,] A() => null!;", 2)]
    [InlineData("void A() { }", 2)]
    [InlineData("Task A() => Task.CompletedTask;", 2)]
    public void Several_returns_need_something_to_take_apart(string method, int count)
    {
        Misuse.Verify("RAY019", $$"""public static partial class Tasks { [RayTask(NumReturns = [|{{count}}|])] public static {{method}} }""");
        Misuse.Verify("RAY019", $$"""[RayActor] public partial class Actor { [ActorMethod(NumReturns = [|{{count}}|])] public {{method}} }""");
    }
}
