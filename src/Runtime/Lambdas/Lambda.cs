using Orleans.Ray.CodeGeneration;
using Orleans.Ray.Objects;

namespace Orleans.Ray.Lambdas;

/// <summary>A function to run as a task, with copies of what it captures that nobody else has.</summary>
/// <typeparam name="TDelegate">The delegate's type.</typeparam>
/// <param name="own">The function.</param>
/// <param name="descriptor">What it is called.</param>
[Immutable]
internal sealed class Lambda<TDelegate>(TDelegate own, TaskDescriptor descriptor)
    where TDelegate : Delegate
{
    /// <summary>Whether it has variables, which a run of the function itself may change.</summary>
    public bool HasVariables { get; } = own.Target is { } target && !ClosureType.Of(target.GetType()).IsStateless;

    public TaskDescriptor Descriptor => descriptor;

    /// <summary>The function for one attempt. Where another may follow, that finds the variables as they were.</summary>
    public TDelegate Take(ValueCopier copier, bool mayRunAgain) => mayRunAgain ? ClosureCopy.Of(own, copier) : own;
}
