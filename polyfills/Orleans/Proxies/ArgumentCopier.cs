using System.Reflection;
using Orleans.Serialization.Cloning;

namespace Orleans.Runtime;

/// <summary>Copies call arguments so that caller and callee never share what can change.</summary>
internal static class ArgumentCopier
{
    public static T Copy<T>(CopyContext context, T value)
    {
        // A grain instance must never travel; its reference may.
        if (value is IGrainObserver and not GrainReference)
        {
            throw new NotSupportedException($"Pass the reference that CreateObjectReference returns for {value.GetType()}, not the object itself.");
        }

        return context.DeepCopy(value)!;
    }

    /// <summary>True where the declared type alone shows that nothing can change.</summary>
    public static bool IsShared(ParameterInfo parameter) =>
        IsShared(parameter.ParameterType) || parameter.IsDefined(typeof(ImmutableAttribute), false);

    public static bool IsShared(Type type) =>
        type.IsPrimitive
        || type.IsEnum
        || type == typeof(string)
        || type == typeof(decimal)
        || type == typeof(Guid)
        || type == typeof(DateTime)
        || type == typeof(DateTimeOffset)
        || type == typeof(TimeSpan)
        || type == typeof(CancellationToken)
        || type.IsDefined(typeof(ImmutableAttribute), false);
}
