namespace Orleans.Serialization.Codecs.Scalars;

/// <summary>Made on demand: most programs use few of them, and each costs its share of the start-up.</summary>
internal static class ScalarCodecs
{
    private static readonly Dictionary<Type, Func<ExactCodec>> Table = CreateTable();

    public static ExactCodec? Find(Type type) => Table.TryGetValue(type, out var create) ? create() : null;

    private static Dictionary<Type, Func<ExactCodec>> CreateTable()
    {
        var table = new Dictionary<Type, Func<ExactCodec>>();
        NumberCodecs.AddTo(table);
        TimeCodecs.AddTo(table);
        NameCodecs.AddTo(table);
        BitCodecs.AddTo(table);
        table.Add(typeof(StringComparer), static () => new StringComparerCodec());
        return table;
    }
}
