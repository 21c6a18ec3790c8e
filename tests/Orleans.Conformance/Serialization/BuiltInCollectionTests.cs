using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Collections.Specialized;

namespace Orleans.Conformance.Serialization;

public sealed class BuiltInCollectionTests : SerializerTest
{
    private static readonly Leaf[] Leaves = [new() { Number = 1, Name = "a" }, new() { Number = 2, Name = "b" }];

    public static TheoryData<object> NumberCollections() =>
    [
        new[] { 3, 1, 2 }, Array.Empty<int>(), new List<int> { 3, 1, 2 }, new List<int>(), new HashSet<int> { 3, 1, 2 },
        new Queue<int>([3, 1, 2]), new Stack<int>([3, 1, 2]), new SortedSet<int> { 3, 1, 2 }, new Collection<int> { 3, 1, 2 },
        new ReadOnlyCollection<int>([3, 1, 2]), new ConcurrentQueue<int>([3, 1, 2]), ImmutableArray.Create(3, 1, 2), ImmutableList.Create(3, 1, 2),
        ImmutableHashSet.Create(3, 1, 2), ImmutableSortedSet.Create(3, 1, 2), ImmutableQueue.Create(3, 1, 2), ImmutableStack.Create(3, 1, 2),
        new[] { 3, 1, 2 }.ToFrozenSet(), new ArrayList { 3, "x", null }, new ArraySegment<int>([0, 3, 1, 2, 0], 1, 3),
        new BitArray([true, false, true, true, false, false, true, true, true]),
    ];

    public static TheoryData<object> Dictionaries()
    {
        KeyValuePair<string, int>[] pairs = [new("b", 2), new("a", 1), new("c", 3)];
        return
        [
            new Dictionary<string, int>(pairs), new SortedDictionary<string, int>(pairs.ToDictionary()), new SortedList<string, int>(pairs.ToDictionary()),
            new ReadOnlyDictionary<string, int>(pairs.ToDictionary()), new ConcurrentDictionary<string, int>(pairs), ImmutableDictionary.CreateRange(pairs),
            ImmutableSortedDictionary.CreateRange(pairs), pairs.ToFrozenDictionary(), new Dictionary<string, int>(),
        ];
    }

    [Theory]
    [MemberData(nameof(NumberCollections), DisableDiscoveryEnumeration = true)]
    public void A_collection_survives_with_its_order(object value)
    {
        var result = RoundTrip(value);
        Assert.Equal(((IEnumerable)value).Cast<object?>(), ((IEnumerable)result).Cast<object?>());
    }

    [Theory]
    [MemberData(nameof(NumberCollections), DisableDiscoveryEnumeration = true)]
    public void A_collection_is_copied_with_its_order(object value)
    {
        var result = Copier.Copy(value);
        Assert.Equal(value.GetType(), result.GetType());
        Assert.Equal(((IEnumerable)value).Cast<object?>(), ((IEnumerable)result).Cast<object?>());
    }

    [Theory]
    [MemberData(nameof(Dictionaries), DisableDiscoveryEnumeration = true)]
    public void A_dictionary_survives(object value)
    {
        var result = RoundTrip(value);
        Assert.Equal(Sorted(value), Sorted(result));
        Assert.Equal(value is FrozenDictionary<string, int> ? typeof(FrozenDictionary<string, int>) : value.GetType(), result is FrozenDictionary<string, int> ? typeof(FrozenDictionary<string, int>) : result.GetType());
    }

    [Theory]
    [MemberData(nameof(Dictionaries), DisableDiscoveryEnumeration = true)]
    public void A_dictionary_is_copied(object value)
    {
        var result = Copier.Copy(value);
        Assert.Equal(Sorted(value), Sorted(result));
        Assert.Equal(value.GetType(), result.GetType());
    }

    [Fact]
    public void Arrays_of_every_primitive_survive()
    {
        Check<bool>([true, false, true]);
        Check<byte>([1, 2, 255]);
        Check<sbyte>([-1, 2]);
        Check<short>([-1, short.MaxValue]);
        Check<ushort>([1, ushort.MaxValue]);
        Check<uint>([1, uint.MaxValue]);
        Check<long>([-1, long.MaxValue]);
        Check<ulong>([1, ulong.MaxValue]);
        Check<float>([1.5f, float.NaN]);
        Check<double>([1.5, double.NaN]);
        Check<char>(['a', '\uffff']);
        Check<Half>([(Half)1.5]);
        Check<decimal>([1.5m, decimal.MinValue]);
        Check<Guid>([Guid.Empty, Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e")]);
        Check<DateTime>([DateTime.UnixEpoch, DateTime.MaxValue]);
        Check<TimeSpan>([TimeSpan.MinValue]);
        Check<Level>([Level.High, Level.Low]);
        Check<Int128>([Int128.MaxValue]);
        Check<string?>(["a", null, ""]);
        Check<object?>([1, "x", null, 2.5]);

        void Check<T>(T[] value)
        {
            Assert.Equal<IEnumerable<T>>(value, RoundTrip(value));
            Assert.Equal<IEnumerable<T>>(value, RoundTrip(value.ToList()));
            Assert.Equal<IEnumerable<T>>(value, Copier.Copy(value));
            Assert.NotSame(value, Copier.Copy(value));
        }
    }

    [Fact]
    public void Arrays_of_any_rank_survive()
    {
        var numbers = new int[2, 3] { { 1, 2, 3 }, { 4, 5, 6 } };
        Assert.Equal(numbers, RoundTrip(numbers));
        var texts = new string[1, 2, 2] { { { "a", "b" }, { "c", "d" } } };
        Assert.Equal(texts, RoundTrip(texts));
        int[][] jagged = [[1], [], [2, 3]];
        Assert.Equal(jagged, RoundTrip(jagged));
        Assert.Equal(new double[0, 4], RoundTrip(new double[0, 4]));
    }

    [Fact]
    public void Arrays_of_any_rank_are_copied()
    {
        var numbers = new int[2, 2] { { 1, 2 }, { 3, 4 } };
        var numbersCopy = Copier.Copy(numbers);
        Assert.Equal(numbers, numbersCopy);
        Assert.NotSame(numbers, numbersCopy);

        var leaves = new Leaf[1, 1] { { new() { Number = 7 } } };
        var leavesCopy = Copier.Copy(leaves);
        Assert.NotSame(leaves[0, 0], leavesCopy[0, 0]);
        Assert.Equal(7, leavesCopy[0, 0].Number);

        int[][] jagged = [[1], [2]];
        Assert.NotSame(jagged[0], Copier.Copy(jagged)[0]);
    }

    [Fact]
    public void An_array_keeps_its_run_time_type()
    {
        object[] value = new string[] { "a" };
        Assert.IsType<string[]>(RoundTrip(value));
        Assert.IsType<string[]>(Copier.Copy(value));
    }

    [Fact]
    public void Memory_is_copied_deeply()
    {
        byte[] bytes = [1, 2, 3, 4];
        Assert.Equal(bytes, RoundTrip(new Memory<byte>(bytes)).ToArray());
        Assert.Equal(bytes[1..3], RoundTrip(new ReadOnlyMemory<byte>(bytes, 1, 2)).ToArray());
        var copy = Copier.Copy(new Memory<byte>(bytes, 1, 2));
        var readOnlyCopy = Copier.Copy(new ReadOnlyMemory<byte>(bytes));
        bytes[1] = 99;
        Assert.Equal([2, 3], copy.ToArray());
        Assert.Equal([1, 2, 3, 4], readOnlyCopy.ToArray());
    }

    [Fact]
    public void Elements_that_can_change_are_copied()
    {
        Check(Leaves.ToArray(), static value => value[1]);
        Check(Leaves.ToList(), static value => value[1]);
        Check(Leaves.ToHashSet(), static value => value.Last());
        Check(new Queue<Leaf>(Leaves), static value => value.Last());
        Check(new Stack<Leaf>(Leaves.Reverse()), static value => value.Last());
        Check(Leaves.ToDictionary(static leaf => leaf.Number), static value => value[2]);
        Check(ImmutableList.Create(Leaves), static value => value[1]);
        Check(ImmutableDictionary.CreateRange(Leaves.ToDictionary(static leaf => leaf.Number)), static value => value[2]);
        Check(ImmutableQueue.Create(Leaves), static value => value.Last());
        Check(ImmutableStack.Create(Leaves.Reverse().ToArray()), static value => value.Last());
        Check(Leaves.ToFrozenDictionary(static leaf => leaf.Number), static value => value[2]);
        Check(new ReadOnlyCollection<Leaf>(Leaves), static value => value[1]);
        Check(new Collection<Leaf>(Leaves), static value => value[1]);
        Check(new ConcurrentQueue<Leaf>(Leaves), static value => value.Last());
        Check(new ArrayList(Leaves), static value => (Leaf)value[1]!);
        Check(Tuple.Create(1, Leaves[1]), static value => value.Item2);
        Assert.NotSame(Leaves[1], Copier.Copy((1, Leaves[1])).Item2);
        Assert.NotSame(Leaves[1], Copier.Copy(ImmutableArray.Create(Leaves))[1]);
        Assert.NotSame(Leaves[1], Copier.Copy(KeyValuePair.Create(1, Leaves[1])).Value);

        void Check<T>(T value, Func<T, Leaf> second)
            where T : class
        {
            foreach (var result in new[] { Copier.Copy(value), RoundTrip(value) })
            {
                Assert.NotSame(value, result);
                Assert.NotSame(Leaves[1], second(result));
                Assert.Equal("b", second(result).Name);
            }
        }
    }

    [Fact]
    public void Immutable_collections_of_immutable_elements_are_not_copied()
    {
        Check(ImmutableList.Create(1, 2));
        Check(ImmutableDictionary<string, int>.Empty.Add("a", 1));
        Check(ImmutableHashSet.Create("a"));
        Check(ImmutableStack.Create(1));
        Check(new[] { 1, 2 }.ToFrozenSet());
        Check(Tuple.Create(1, "a"));
        var array = ImmutableArray.Create(1, 2);
        Assert.Equal(array, Copier.Copy(array));

        void Check<T>(T value)
            where T : class
            => Assert.Same(value, Copier.Copy(value));
    }

    [Fact]
    public void A_comparer_is_kept()
    {
        Check(new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase) { ["Key"] = 1 }, static value => value["kEY"]);
        Check(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "Key" }, static value => value.Contains("kEY") ? 1 : 0);

        void Check<T>(T value, Func<T, int> find)
        {
            Assert.Equal(1, find(RoundTrip(value)));
            Assert.Equal(1, find(Copier.Copy(value)));
        }
    }

    [Fact]
    public void Tuples_survive()
    {
        Assert.Equal((1, "a"), RoundTrip((1, "a")));
        Assert.Equal(Tuple.Create(1, "a", 2.5), RoundTrip(Tuple.Create(1, "a", 2.5)));
        Assert.Equal(KeyValuePair.Create("a", 1), RoundTrip(KeyValuePair.Create("a", 1)));
        Assert.Equal((1, 2, 3, 4, 5, 6, 7, 8, 9), RoundTrip((1, 2, 3, 4, 5, 6, 7, 8, 9)));
        Assert.Equal((1, "a"), RoundTrip<object>((1, "a")));
    }

    [Fact]
    public void Names_with_several_values_survive()
    {
        var value = new NameValueCollection { { "a", "1" }, { "a", "2" }, { "b", "3" } };
        Assert.Equal("1,2", RoundTrip(value)["a"]);
        var copy = Copier.Copy(value);
        value.Add("c", "4");
        Assert.Equal("a|b", string.Join("|", copy.AllKeys));
    }

    [Fact]
    public void A_collection_interface_takes_what_is_in_it()
    {
        IReadOnlyList<int> list = new List<int> { 1, 2 };
        Assert.Equal(list, RoundTrip(list));
        Assert.Equal(list, Copier.Copy(list));
        IEnumerable<string> texts = new[] { "a" };
        Assert.Equal(texts, RoundTrip(texts).ToArray());
        IReadOnlyDictionary<string, int> dictionary = new Dictionary<string, int> { ["a"] = 1 };
        Assert.Equal(1, RoundTrip(dictionary)["a"]);
        ISet<int> set = new HashSet<int> { 1 };
        Assert.True(RoundTrip(set).Contains(1));
    }

    private static IEnumerable<KeyValuePair<string, int>> Sorted(object dictionary)
        => ((IEnumerable<KeyValuePair<string, int>>)dictionary).OrderBy(static pair => pair.Key, StringComparer.Ordinal);
}
