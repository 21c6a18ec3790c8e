using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Orleans.Polyfills.Serialization;

/// <summary>
/// Makes an object graph of a random program: each step makes an object out of those that are there, or ties two of
/// them together, so that everything can be shared and every mutable object can be part of a cycle. A shorter program
/// makes a smaller graph, which is what shrinking needs. Empty arrays are left out: all of one type are the same to a reader.
/// </summary>
internal sealed class GraphProgram
{
    private readonly List<object?> _pool = [null];
    private readonly byte[] _program;
    private int _position;

    private GraphProgram(byte[] program) => _program = program;

    /// <summary>All objects made, the last one first.</summary>
    public static object?[] Run(byte[] program)
    {
        var run = new GraphProgram(program);
        while (run._position < program.Length)
        {
            run.Step();
        }

        run._pool.Reverse();
        return [.. run._pool];
    }

    private void Step()
    {
        switch (Next() % 32)
        {
            case 0: Add(new GraphNode { Number = Next() - 100, Name = Text(), First = Pick(), Second = Pick() }); break;
            case 1: Add(new GraphNode { Many = [Pick(), Pick(), Pick()] }); break;
            case 2: Add(new DerivedNode { Named = { ["a"] = Pick(), [Text() ?? "b"] = Pick() }, Cell = Cell(), Weight = Next() % 2 == 0 ? null : Next() / 3.0 }); break;
            case 3: Add(new GraphRecord(Text() ?? "key", Pick()) { Numbers = [.. Enumerable.Range(0, 1 + (Next() % 9))] }); break;
            case 4: Add(new GraphBox<object> { Value = Pick(), More = [Pick(), Pick()] }); break;
            case 5: Add(new GraphBox<int> { Value = Next(), More = [Next(), Next()] }); break;
            case 6: Add(new GraphBox<GraphCell> { Value = Cell(), More = [Cell(), Cell()] }); break;
            case 7: Add(Cell()); break;
            case 8: Add(new object?[] { Pick(), Pick() }); break;
            case 9: Add(new List<object?> { Pick(), Pick(), Pick() }); break;
            case 10: Add(new Dictionary<int, object?> { [Next()] = Pick(), [1000] = Pick() }); break;
            case 11: Add(new Queue<object?>([Pick(), Pick()])); break;
            case 12: Add(new Stack<object?>([Pick(), Pick()])); break;
            case 13: Add(ImmutableList.Create(Pick(), Pick())); break;
            case 14: Add(ImmutableArray.Create(Pick(), Pick())); break;
            case 15: Add(Tuple.Create(Pick(), Next())); break;
            case 16: Add((Pick(), Text())); break;
            case 17: Add(new ForeignNode(Text() ?? "foreign", Pick())); break;
            case 18: Add(new byte[1 + Next()]); break;
            case 19: Add(new int[,] { { Next(), Next() }, { Next(), Next() } }); break;
            case 20: Add(new object?[,] { { Pick(), Pick() } }); break;
            case 21: Add(new HashSet<string>(StringComparer.OrdinalIgnoreCase) { Text() ?? "set", "x" }); break;
            case 22: Add(new SortedDictionary<string, object?>(StringComparer.Ordinal) { ["k"] = Pick(), ["j"] = Pick() }); break;
            case 23: Add(Scalar()); break;
            case 24: Add(new List<string?> { Text(), Text() }); break;
            case 25: Add(new List<GraphNode?> { Pick() as GraphNode, Pick() as GraphNode }); break;
            case 26: Add(new ArraySegment<int>([1, 2, 3, 4], 1, Next() % 4)); break;
            case 27: Add(new[] { Cell(), Cell() }); break;
            default: Tie(Pick(), Pick()); break;
        }
    }

    private void Add(object? value) => _pool.Add(value);

    private object? Pick() => _pool[_pool.Count - 1 - (Next() % Math.Min(_pool.Count, 12))];

    private byte Next() => _position < _program.Length ? _program[_position++] : (byte)0;

    private string? Text() => (Next() % 6) switch
    {
        0 => null,
        1 => string.Empty,
        2 => "\u00fc\u20ac\U0001F600",
        3 => new string('x', Next() * 3),
        _ => Next().ToString(CultureInfo.InvariantCulture),
    };

    private GraphCell Cell() => new() { X = ((long)Next() << 40) - Next(), Link = Pick(), Colour = (Next() % 3) switch { 0 => Colour.Red, 1 => Colour.Blue, _ => (Colour)(-7) } };

    private object Scalar() => (Next() % 20) switch
    {
        0 => Next() - 50,
        1 => long.MinValue + Next(),
        2 => ulong.MaxValue - Next(),
        3 => Next() / 7.0,
        4 => float.NaN,
        5 => (decimal)Next() / 13,
        6 => (Half)Next(),
        7 => (Int128)Next() << 100,
        8 => BigInteger.Pow(Next(), 20),
        9 => new Guid(Next(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
        10 => new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(Next()),
        11 => new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.FromHours(Next() % 14)),
        12 => TimeSpan.FromTicks(-Next()),
        13 => DateOnly.FromDayNumber(Next()),
        14 => new Uri($"https://example.org/{Next()}"),
        15 => new Version(Next(), 1),
        16 => typeof(GraphBox<List<int>>),
        17 => Colour.Green,
        18 => (char)Next(),
        _ => Text() ?? "text",
    };

    private void Tie(object? target, object? value)
    {
        if (target is not null && ClosesCycleThroughLateObject(target, value))
        {
            return;
        }

        switch (target)
        {
            case GraphNode node when Next() % 2 == 0:
                node.First = value;
                break;
            case GraphNode node:
                (node.Many ??= []).Add(value);
                break;
            case GraphBox<object> box:
                box.Value = value;
                break;
            case object?[] array when array.Length != 0:
                array[Next() % array.Length] = value;
                break;
            case List<object?> list:
                list.Add(value);
                break;
            case Dictionary<int, object?> dictionary:
                dictionary[Next()] = value;
                break;
            case Queue<object?> queue:
                queue.Enqueue(value);
                break;
        }
    }

    // What is only made once its parts are there cannot be a part of itself.
    private static bool ClosesCycleThroughLateObject(object target, object? value)
    {
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<object?>([value]);
        while (pending.TryPop(out var next))
        {
            if (next is not null && seen.Add(next))
            {
                foreach (var part in Parts(next))
                {
                    pending.Push(part);
                }
            }
        }

        return seen.Contains(target) && seen.Any(static item => item is ForeignNode or IImmutableList<object>);
    }

    private static IEnumerable<object?> Parts(object value) => value switch
    {
        string => [],
        DerivedNode node => [node.First, node.Second, node.Many, node.Named, node.Cell.Link],
        GraphNode node => [node.First, node.Second, node.Many],
        GraphRecord record => [record.Value],
        GraphBox<object> box => [box.Value, box.More],
        GraphBox<GraphCell> box => [box.Value.Link, .. box.More!.Select(static cell => cell.Link)],
        GraphCell cell => [cell.Link],
        ForeignNode node => [node.Link],
        KeyValuePair<string, object?> pair => [pair.Value],
        KeyValuePair<int, object?> pair => [pair.Value],
        ITuple tuple => Enumerable.Range(0, tuple.Length).Select(index => tuple[index]),
        IEnumerable collection => collection.Cast<object?>(),
        _ => [],
    };
}
