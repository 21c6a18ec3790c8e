using System.Buffers;

namespace Orleans.Runtime;

public interface IRehydrationContext
{
    IEnumerable<string> Keys { get; }

    bool TryGetBytes(string key, out ReadOnlySequence<byte> value);

    bool TryGetValue<T>(string key, out T? value);
}
