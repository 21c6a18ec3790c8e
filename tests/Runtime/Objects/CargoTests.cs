using System.Runtime.CompilerServices;

namespace Orleans.Ray.Tests.Objects;

/// <summary>References, handles and streams in members of a user's types: they resolve wherever the value goes, hold what they refer to, and let it go with the value.</summary>
public sealed class CargoTests
{
    // 1 + 5 + 30 + 54 + 10, and then the counter's answers.
    private const int Sum = 100;

    [Theory]
    [InlineData("argument")]
    [InlineData("reference")]
    [InlineData("pending")]
    [InlineData("result")]
    [InlineData("put")]
    [InlineData("state")]
    [InlineData("stream")]
    [InlineData("lambda")]
    public async Task They_resolve_wherever_the_value_goes(string way)
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 2);
        using var gate = new Gate();
        var counter = Counter.Remote.Create(0);

        var sum = await SendAsync(way, gate, counter);
        await counter.DisposeAsync();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        gate.Open();

        Assert.Equal(Sum + 1 + 2, await sum.Soon());
        await LettingGoAsync(gate, ray);
    }

    [Fact]
    public async Task What_an_actor_keeps_is_held_as_long_as_it_keeps_it()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        await using var keeper = CargoKeeper.Remote.Create();
        await KeepAsync(keeper, gate.Id);
        Assert.Equal(Cargos.Blocks, Block.Alive(gate.Id));

        Assert.Equal(Sum + 1 + 2, await keeper.Sum().Soon());
        Assert.Equal(Cargos.Blocks, Block.Alive(gate.Id));

        await keeper.Keep(default(Cargo<int>)).Soon();
        await LettingGoAsync(gate, ray);
    }

    [Fact]
    public async Task What_a_ready_object_holds_goes_with_its_last_reference()
    {
        await using var ray = await Ray.InitAsync(o => o.NumCpus = 1);
        using var gate = new Gate();
        var held = PutCargo(gate.Id);
        Assert.Equal(Cargos.Blocks, Block.Alive(gate.Id));

        GC.KeepAlive(held);
        held = null;
        await LettingGoAsync(gate, ray);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static ObjectRef<Cargo<int>>? PutCargo(string owner) => Ray.Put(Cargos.Load(owner, Counter.Remote.Create()));

    private static async Task KeepAsync(CargoKeeper.Handle keeper, string owner) => await keeper.Keep(Cargos.Load(owner, Counter.Remote.Create())).Soon();

    private static async Task<ObjectRef<int>> SendAsync(string way, Gate gate, Counter.Handle counter)
    {
        switch (way)
        {
            case "argument":
                return Cargos.Remote.Sum(Cargos.Load(gate.Id, counter));
            case "reference":
                return Cargos.Remote.Sum(Ray.Put(Cargos.Load(gate.Id, counter)));
            case "pending":
                return Cargos.Remote.SumAfter(Cargos.Load(gate.Id, counter), Gated.Remote.Later(gate.Id));
            case "result":
                return Cargos.Remote.Sum(Cargos.Remote.LoadThere(gate.Id, counter));
            case "put":
                return Cargos.Remote.Sum(await Ray.Put(Cargos.Load(gate.Id, counter)));
            case "state":
                var keeper = CargoKeeper.Remote.Create();
                await keeper.Keep(Cargos.Load(gate.Id, counter)).Soon();
                return Cargos.Remote.Sum(keeper.Show()!);
            case "stream":
                return Cargos.Remote.Sum(await Cargos.Remote.LoadOneByOne(gate.Id, counter).NextSoon());
            default:
                var cargo = Cargos.Load(gate.Id, counter);
                return Ray.Run(async () => await Cargos.Sum(cargo));
        }
    }

    /// <summary>Nobody has anything of the cargo: its blocks are collected, and its counter ends.</summary>
    private static async Task LettingGoAsync(Gate gate, IRay ray)
    {
        await WaitForCondition.HoldsAsync(() => Block.Alive(gate.Id) == 0);
        await WaitForCondition.HoldsAsync(async () => (await ray.State.ListActorsAsync()).All(static actor => actor.ClassName != nameof(Counter) || actor.State == ActorState.Dead));
    }
}
