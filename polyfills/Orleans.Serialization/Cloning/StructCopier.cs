using Orleans.Serialization.Members;
using Orleans.Serialization.Session;

namespace Orleans.Serialization.Cloning;

/// <summary>Structs by their members.</summary>
internal sealed class StructCopier<T>(CopyPlan<T> plan, Callbacks<T>? callbacks) : Copier<T>
    where T : struct
{
    public override bool IsImmutable => false;

    public override T DeepCopy(T input, CopyContext context)
    {
        Nesting.Check();
        var output = default(T);
        callbacks?.Copying?.Invoke(ref input, ref output);
        plan.Copy(plan.Copiers, ref input, ref output, context);
        callbacks?.Copied?.Invoke(ref input, ref output);
        return output;
    }
}
