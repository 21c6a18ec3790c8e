using System.Globalization;
using Orleans.Ray.Store;

namespace Orleans.Ray.StoreProcess;

/// <summary>What the tests may tell this process to do. Objects go by a number, which their contents follow from.</summary>
internal sealed class Commands(StoreClient client)
{
    private readonly Dictionary<long, StoreWriter> _creations = [];
    private readonly Dictionary<long, StoredObject> _holds = [];
    private readonly Dictionary<long, ObjectPin> _pins = [];
    private readonly Dictionary<long, (SampleValue Kind, object Value)> _values = [];
    private readonly ValueStore _store = SampleValueStore.Over(client);

    public static StoredObjectInfo InfoOf(long number) => new(new ObjectId(new TaskId(7, (ulong)number), 0), new JobId(0, 1), "numbered");

    public string Run(string[] words)
    {
        var number = words.Length > 1 ? long.Parse(words[1], CultureInfo.InvariantCulture) : 0;
        var last = words.Length > 2 && long.TryParse(words[2], CultureInfo.InvariantCulture, out var parsed) ? parsed : 0;
        switch (words[0])
        {
            case "put-value":
                _holds[number] = SampleValue.All[words[2]].Put(_store, number, InfoOf(number));
                return "done";
            case "read-value":
                _values[number] = (SampleValue.All[words[2]], SampleValue.All[words[2]].Read(_store, client.Get(InfoOf(number).Id)));
                return Check(number);
            case "check-value":
                return Check(number);
            case "drop-value":
                _values.Remove(number, out var dropped);
                (dropped.Value as IDisposable)?.Dispose();
                return "done";
            case "put":
                Create(number, last);
                _holds[number] = _creations[number].Seal();
                _creations.Remove(number);
                return "done";
            case "create":
                Create(number, last);
                return "done";
            case "abort":
                _creations.Remove(number, out var creation);
                creation!.Dispose();
                return "done";
            case "seal":
                _holds[number] = _creations[number].Seal();
                _creations.Remove(number);
                return "done";
            case "get":
                using (var pin = client.Get(InfoOf(number).Id, words.Length > 2 ? TimeSpan.FromMilliseconds(last) : null))
                {
                    return Check(pin, number);
                }

            case "pin":
                _pins[number] = client.Get(InfoOf(number).Id);
                return Check(_pins[number], number);
            case "check":
                return Check(_pins[number], number);
            case "pin-own":
                _pins[number] = _holds[number].Pin();
                return Check(_pins[number], number);
            case "offset":
                return OffsetOf(_pins[number]).ToString(CultureInfo.InvariantCulture);
            case "release":
                _pins.Remove(number, out var released);
                released!.Dispose();
                return "done";
            case "forget":
                _pins.Remove(number);
                return "done";
            case "delete":
                _holds.Remove(number, out var held);
                held!.Dispose();
                return "done";
            case "scribble":
                Scribble(_pins[number]);
                return "it could be written";
            case "close":
                client.Dispose();
                return "done";
            default:
                return $"no command '{words[0]}'";
        }
    }

    /// <summary>Whether a value is right, and where it lies in the store.</summary>
    private unsafe string Check(long number)
    {
        var (kind, value) = _values[number];
        var place = kind.AddressIn(value) is { } address ? address - (nint)client.Arena.ReadPointer(0) : (long?)null;
        return kind.Is(value, number) ? $"right {(place is null ? "copied" : place.Value.ToString(CultureInfo.InvariantCulture))}" : "wrong";
    }

    private void Create(long number, long size)
    {
        var writer = client.Create(size, InfoOf(number));
        writer.Write(0, SeededContents.Of(number, (int)size));
        _creations.Add(number, writer);
    }

    private static string Check(ObjectPin pin, long number) => SeededContents.Are(pin.Span, number) ? $"right {pin.Length}" : "wrong";

    private unsafe long OffsetOf(ObjectPin pin) => pin.Pointer - client.Arena.ReadPointer(0);

    private static unsafe void Scribble(ObjectPin pin) => *pin.Pointer ^= 0xFF;
}
