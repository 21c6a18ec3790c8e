namespace Orleans.Ray.Tests.Doubles;

/// <summary>Keeps blocks, as values and as references.</summary>
[RayActor]
internal sealed partial class BlockKeeper
{
    private readonly List<NDArray<double>> _blocks = [];
    private readonly List<ObjectRef<NDArray<double>>> _references = [];

    public int Keep(NDArray<double> block)
    {
        _blocks.Add(block);
        return _blocks.Count;
    }

    public int KeepReferences(List<ObjectRef<NDArray<double>>> references)
    {
        _references.AddRange(references);
        return _references.Count;
    }

    public void DropReference(int index) => _references.RemoveAt(index);

    public bool AreIntact()
    {
        var intact = true;
        for (var i = 0; i < _blocks.Count; i++)
        {
            intact &= Bulk.IsBlock(_blocks[i], i);
        }

        return intact;
    }

    public double FirstOf(int index) => Ray.Get(_references[index])[0];

    public List<ObjectRef<NDArray<double>>> Put(int seed) => [Ray.Put(Bulk.NewBlock(seed))];

    public NDArray<double> Make(int seed, int length) => Bulk.NewBlock(seed, length);

    /// <summary>Makes blocks of that length, keeps references to the last few, and reads all of those back.</summary>
    public async Task<int> Fill(int count, int length)
    {
        var recent = new Queue<(int Seed, ObjectRef<NDArray<double>> Reference)>();
        for (var i = 0; i < count; i++)
        {
            recent.Enqueue((i, Ray.Put(Bulk.NewBlock(i, length))));
            if (recent.Count > 2)
            {
                recent.Dequeue();
            }

            foreach (var (seed, reference) in recent)
            {
                using var block = await reference;
                if (!Bulk.IsBlock(block, seed))
                {
                    throw new InvalidDataException($"Block {seed} is not what was put.");
                }
            }
        }

        return count;
    }
}
