using Orleans.Ray.CodeGeneration;

namespace Orleans.Ray.Objects;

/// <summary>Is told once that an object is ready or has failed. Must not block and must not throw.</summary>
internal interface IObjectWaiter
{
    void OnReady(ObjectState state);
}
