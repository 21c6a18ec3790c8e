using Apache.Arrow;
using Apache.Arrow.Types;

namespace Arrow.Conformance.Shared;

internal static class RandomBatches
{
    /// <summary>Batches of one schema. A file, and the package also in a stream, has one dictionary for all batches.</summary>
    public static RecordBatch[] Create(int seed, bool haveOneDictionary)
    {
        var random = new Random(seed);
        var arrays = new RandomArrays(random);
        IArrowType[] types = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => arrays.Type())];
        return Create(random, types, random.Next(1, 4), haveOneDictionary);
    }

    public static RecordBatch[] Create(Random random, IArrowType[] types, int count, bool haveOneDictionary)
    {
        var arrays = new RandomArrays(random);
        var schema = new Schema([.. types.Select((type, i) => new Field($"c{i}", type, true))], random.Next(2) == 0 ? null : [new("seed", "yes")]);
        if (haveOneDictionary)
        {
            var whole = Batch(arrays, schema, types, random.Next(30) * count);
            var part = whole.Length / count;
            return [.. Enumerable.Range(0, count).Select(i => whole.Slice(i * part, part))];
        }

        return [.. Enumerable.Range(0, count).Select(_ => Batch(arrays, schema, types, random.Next(30)))];
    }

    private static RecordBatch Batch(RandomArrays arrays, Schema schema, IArrowType[] types, int length)
        => new(schema, types.Select(type => arrays.Array(type, length)), length);
}
