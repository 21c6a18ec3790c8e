namespace Orleans.Ray.Tests.Doubles;

/// <summary>Tasks that hand cargo on.</summary>
internal static partial class Cargos
{
    /// <summary>A cargo of references to blocks of that owner, to numbers, and of holds on that counter: what it comes to is 100 and a call of the counter for each hold.</summary>
    public static Cargo<int> Load(string owner, ActorHandle<Counter> counter) => new()
    {
        Reference = Ray.Put(new Block(owner)),
        Listed = [Ray.Put(1), Sums.Remote.Add(2, 3)],
        Handles = { ["one"] = counter, ["the same"] = counter },
        OfArray = Ray.Put(new[] { 10, 20 }),
        Array = [Ray.Put(new Block(owner)), Ray.Put(new Block(owner))],
        Stream = Flows.Remote.HandOn(0, 5),
        Label = new Label<int>(Ray.Put(54), counter),
        Tag = new Tag<Block>(Ray.Put(new Block(owner)), 7),
        Nested = { ["inside"] = [Ray.Put(new Block(owner))] },
        Ballast = new byte[1 << 20],
        Untyped = Ray.Put(new Block(owner)),
    };

    /// <summary>How many blocks a cargo refers to.</summary>
    public const int Blocks = 6;

    /// <summary>Gets everything that the cargo refers to, and reads its stream to the end: 100 and what the two calls of the counter return.</summary>
    [RayTask]
    public static async Task<int> Sum(Cargo<int> cargo)
    {
        await (ObjectRef)cargo.Reference!;
        await cargo.Untyped!;
        await (ObjectRef)cargo.Tag.Reference!;
        var blocks = await Ray.GetAsync(cargo.Array.Concat(cargo.Nested["inside"]).ToArray());
        Assert.All(blocks, Assert.NotNull);
        var sum = (await Ray.GetAsync(cargo.Listed)).Sum() + (await cargo.OfArray!).Sum() + await cargo.Label!.Reference;
        await foreach (var item in cargo.Stream!)
        {
            sum += await item;
        }

        Assert.Equal(1 << 20, cargo.Ballast.Length);
        Assert.Same(cargo.Handles["one"], cargo.Handles["the same"]);
        return sum + await ((Counter.Handle)cargo.Handles["one"]).Increment() + await ((Counter.Handle)cargo.Label.Handle).Increment();
    }

    [RayTask]
    public static Cargo<int> LoadThere(string owner, Counter.Handle counter) => Load(owner, counter);

    [RayTask]
    public static async IAsyncEnumerable<Cargo<int>> LoadOneByOne(string owner, Counter.Handle counter)
    {
        await Task.Yield();
        yield return Load(owner, counter);
    }

    /// <summary>Runs when the gate opens.</summary>
    [RayTask]
    public static Task<int> SumAfter(Cargo<int> cargo, int gate) => Sum(cargo);
}
