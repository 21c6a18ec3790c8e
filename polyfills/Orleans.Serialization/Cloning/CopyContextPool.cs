using Orleans.Serialization.Serializers;

namespace Orleans.Serialization.Cloning;

public sealed class CopyContextPool
{
    private static readonly Action<CopyContext> ReturnToThread = static context => _idle = context;

    // One idle context per thread serves every pool: it is bound to the pool's provider when taken.
    [ThreadStatic]
    private static CopyContext? _idle;

    private readonly CodecProvider _codecProvider;

    internal CopyContextPool(CodecProvider codecProvider)
    {
        ArgumentNullException.ThrowIfNull(codecProvider);
        _codecProvider = codecProvider;
    }

    internal CopyContext GetContext()
    {
        if (_idle is not { } context)
        {
            return new CopyContext(_codecProvider, ReturnToThread);
        }

        _idle = null;
        context.Take(_codecProvider);
        return context;
    }
}
