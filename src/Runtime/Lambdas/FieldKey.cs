using System.Reflection;

namespace Orleans.Ray.Lambdas;

/// <summary>A field of a type, whatever its type arguments are.</summary>
internal readonly record struct FieldKey(Module Module, int Token)
{
    public static FieldKey Of(FieldInfo field) => new(field.Module, field.MetadataToken);
}
