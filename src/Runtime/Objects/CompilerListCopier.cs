using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans.Serialization.Cloning;

namespace Orleans.Ray.Objects;

/// <summary>Copies the lists that the compiler makes of <c>[..]</c> where an interface is asked for, such as <see cref="IReadOnlyList{T}"/>.</summary>
/// <remarks>Their types are the compiler's own, so nobody could put an attribute on them. Each keeps an array, a list or an item.</remarks>
internal sealed class CompilerListCopier : IGeneralizedCopier
{
    public bool IsSupportedType(Type type) =>
        type.IsConstructedGenericType && type.Name.StartsWith("<>z__ReadOnly", StringComparison.Ordinal) && typeof(IList).IsAssignableFrom(type);

    public object? DeepCopy(object? input, CopyContext context)
    {
        if (input is null)
        {
            return null;
        }

        if (context.TryGetCopy<object>(input, out var copy))
        {
            return copy;
        }

        copy = RuntimeHelpers.GetUninitializedObject(input.GetType());
        context.RecordCopy(input, copy);
        foreach (var field in input.GetType().GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public))
        {
            field.SetValue(copy, context.DeepCopy<object>(field.GetValue(input)));
        }

        return copy;
    }
}
