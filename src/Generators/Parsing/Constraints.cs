using Microsoft.CodeAnalysis;
using Orleans.Ray.Generators.Emitting;

namespace Orleans.Ray.Generators.Parsing;

internal static class Constraints
{
    /// <summary>The type parameter's <c>where</c> clause; null where it has none.</summary>
    public static string? Of(ITypeParameterSymbol parameter, INamedTypeSymbol scope)
    {
        var constraints = new List<string>();
        if (parameter.HasUnmanagedTypeConstraint)
        {
            constraints.Add("unmanaged");
        }
        else if (parameter.HasValueTypeConstraint)
        {
            constraints.Add("struct");
        }
        else if (parameter.HasReferenceTypeConstraint)
        {
            constraints.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        }
        else if (parameter.HasNotNullConstraint)
        {
            constraints.Add("notnull");
        }

        constraints.AddRange(parameter.ConstraintTypes.Select(type => TypeNames.Of(type, scope)));
        if (parameter.HasConstructorConstraint)
        {
            constraints.Add("new()");
        }

        return constraints.Count == 0 ? null : $"where {Identifiers.EscapeType(parameter.Name)} : {string.Join(", ", constraints)}";
    }
}
