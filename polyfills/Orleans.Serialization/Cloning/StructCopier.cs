using System.Runtime.CompilerServices;

namespace Orleans.Serialization.Cloning;

/// <summary>Structs by their members.</summary>
internal sealed class StructCopier<T>(CopyPlan<T> plan) : Copier<T>
    where T : struct
{
    public override bool IsImmutable => false;

    public override T DeepCopy(T input, CopyContext context)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var output = default(T);
        plan.Copy(plan.Copiers, ref input, ref output, context);
        return output;
    }
}
