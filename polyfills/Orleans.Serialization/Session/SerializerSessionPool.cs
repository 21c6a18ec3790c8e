using Orleans.Serialization.Serializers;

namespace Orleans.Serialization.Session;

public sealed class SerializerSessionPool : IDisposable
{
    // One idle session per thread serves every pool: it is bound to the pool's provider when taken.
    [ThreadStatic]
    private static SerializerSession? _idle;

    internal SerializerSessionPool(CodecProvider codecProvider) => CodecProvider = codecProvider;

    public CodecProvider CodecProvider { get; }

    public SerializerSession GetSession()
    {
        if (_idle is not { } session)
        {
            return new SerializerSession(CodecProvider);
        }

        _idle = null;
        session.Take(CodecProvider);
        return session;
    }

    public void Dispose()
    {
    }

    internal static void Return(SerializerSession session) => _idle = session;
}
