using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Objects;

namespace Orleans.Ray.Tests.Doubles;

/// <summary>Does something on the thread that makes an object ready, while that makes it ready.</summary>
internal sealed class Bell(Action ring) : IObjectWaiter
{
    public void OnReady(ObjectState state) => ring();
}
