using Orleans.Ray.CodeGeneration;

namespace Orleans.Ray.Objects;

/// <summary>Frees an object as soon as it is ready.</summary>
internal sealed class FreeWhenReady : IObjectWaiter
{
    public static FreeWhenReady Instance { get; } = new();

    public void OnReady(ObjectState state) => state.Free();
}
