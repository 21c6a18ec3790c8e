using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

public static class TargetHolderExtensions
{
    public static TComponent? GetComponent<TComponent>(this ITargetHolder targetHolder)
        where TComponent : class
        => targetHolder.GetComponent(typeof(TComponent)) as TComponent;
}
