using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Apache.Arrow;
using Orleans.Ray.Store;

namespace Orleans.Ray.StoreProcess;

/// <summary>A value of one of the kinds that go to the store, whose contents a number tells. The tests and the other process make, put and check the same.</summary>
internal abstract class SampleValue
{
    public const int Length = 20_000;

    public static IReadOnlyDictionary<string, SampleValue> All { get; } = new Dictionary<string, SampleValue>
    {
        ["ndarray"] = new SampleValue<NDArray<double>>(Grid, static (value, seed) => value.Equals(Grid(seed)), static value => AddressOf(value.AsSpan())),
        ["array"] = new SampleValue<double[]>(Numbers, static (value, seed) => value.AsSpan().SequenceEqual(Numbers(seed)), static _ => null),
        ["string"] = new SampleValue<string>(Text, static (value, seed) => value == Text(seed), static _ => null),
        ["model"] = new SampleValue<SampleModel>(Model, IsModel, static value => AddressOf(value.Grid!.AsSpan())),
        ["batch"] = new SampleValue<RecordBatch>(static seed => Batch(seed, 0), static (value, seed) => IsBatch(value, seed, 0), static value => AddressOf(((DoubleArray)value.Column(0)).Values)),
        ["table"] = new SampleValue<Table>(Table, IsTable, static value => AddressOf(((DoubleArray)value.Column(0).Data.ArrowArray(0)).Values)),
    };

    /// <summary>Puts the value that the number tells.</summary>
    public abstract StoredObject Put(ValueStore values, long number, in StoredObjectInfo info);

    /// <summary>Reads a value from its bytes.</summary>
    public abstract object Read(ValueStore values, ObjectPin pin);

    public abstract bool Is(object value, long number);

    /// <summary>Where what is read in place lies; null where all of it is copied.</summary>
    public abstract nint? AddressIn(object value);

    private static double[] Numbers(long seed) => [.. Enumerable.Range(0, Length).Select(i => seed + (i / 3d))];

    private static NDArray<double> Grid(long seed) => NDArray.Create<double>(Numbers(seed), Length / 100, 100);

    private static string Text(long seed) => string.Concat(Enumerable.Range(0, 3 * Length).Select(i => (char)('a' + ((seed + i) % 26))));

    private static SampleModel Model(long seed) => new() { Name = $"model {seed}", Weights = Numbers(seed), Biases = [.. Numbers(seed).Select(static number => (float)number)], Grid = Grid(seed + 1) };

    private static bool IsModel(SampleModel value, long seed) =>
        value.Name == $"model {seed}" && value.Weights.AsSpan().SequenceEqual(Numbers(seed)) && value.Biases.AsSpan().SequenceEqual(Model(seed).Biases) && value.Grid!.Equals(Grid(seed + 1));

    private static RecordBatch Batch(long seed, int from)
    {
        var numbers = new DoubleArray.Builder();
        var texts = new StringArray.Builder();
        foreach (var number in Numbers(seed).Skip(from).Take(Length / 2))
        {
            numbers.Append(number);
            texts.Append($"{number}");
        }

        var schema = new Schema.Builder()
            .Field(new Field("number", Apache.Arrow.Types.DoubleType.Default, nullable: false))
            .Field(new Field("text", Apache.Arrow.Types.StringType.Default, nullable: true))
            .Build();
        return new RecordBatch(schema, [numbers.Build(), texts.Build()], Length / 2);
    }

    private static bool IsBatch(RecordBatch value, long seed, int from) => IsColumns((DoubleArray)value.Column(0), (StringArray)value.Column(1), seed, from);

    private static Table Table(long seed)
    {
        var batch = Batch(seed, 0);
        return Apache.Arrow.Table.TableFromRecordBatches(batch.Schema, [batch, Batch(seed, Length / 2)]);
    }

    private static bool IsTable(Table value, long seed) =>
        value.RowCount == Length
        && Enumerable.Range(0, 2).All(chunk => IsColumns((DoubleArray)value.Column(0).Data.ArrowArray(chunk), (StringArray)value.Column(1).Data.ArrowArray(chunk), seed, chunk * (Length / 2)));

    private static bool IsColumns(DoubleArray numbers, StringArray texts, long seed, int from)
    {
        var expected = Numbers(seed).AsSpan(from, Length / 2);
        if (!numbers.Values.SequenceEqual(expected))
        {
            return false;
        }

        for (var i = 0; i < expected.Length; i++)
        {
            if (texts.GetString(i) != $"{expected[i]}")
            {
                return false;
            }
        }

        return true;
    }

    private static unsafe nint? AddressOf(ReadOnlySpan<double> elements) => (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(elements));
}
