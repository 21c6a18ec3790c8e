using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orleans.Ray.Generators.Emitting;

namespace Orleans.Ray.Generators.Parsing;

/// <summary>Writes a parameter's default value as an expression of its type.</summary>
internal static class DefaultValues
{
    /// <summary>The default of the type, whatever it is.</summary>
    public const string OfType = "default";

    /// <summary>That of items after a parameter that has one.</summary>
    public const string Items = "[]";

    /// <summary>The expression; null where the parameter is required.</summary>
    public static string? Of(IParameterSymbol parameter, INamedTypeSymbol scope)
    {
        if (!parameter.IsOptional)
        {
            return null;
        }

        return parameter.HasExplicitDefaultValue && parameter.ExplicitDefaultValue is { } value
            ? Write(value, parameter.Type, scope)
            : OfType;
    }

    /// <summary>Whether a parameter can have this default, rather than get it when it is left out.</summary>
    public static bool IsConstant(string? expression) => expression is not null && expression != Items && !expression.StartsWith("new ", StringComparison.Ordinal);

    private static string Write(object value, ITypeSymbol type, INamedTypeSymbol scope)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            type = nullable.TypeArguments[0];
        }

        return type.TypeKind == TypeKind.Enum ? WriteEnum(value, type, scope) : WritePrimitive(value);
    }

    private static string WriteEnum(object value, ITypeSymbol type, INamedTypeSymbol scope)
    {
        var name = TypeNames.Of(type, scope);
        var member = type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.HasConstantValue && Equals(field.ConstantValue, value));
        return member is null ? $"({name})({WritePrimitive(value)})" : $"{name}.{Identifiers.Escape(member.Name)}";
    }

    private static string WritePrimitive(object value) => value switch
    {
        double.NaN => "double.NaN",
        double.PositiveInfinity => "double.PositiveInfinity",
        double.NegativeInfinity => "double.NegativeInfinity",
        float.NaN => "float.NaN",
        float.PositiveInfinity => "float.PositiveInfinity",
        float.NegativeInfinity => "float.NegativeInfinity",
        double number => $"{number.ToString("R", CultureInfo.InvariantCulture)}d",
        float number => $"{number.ToString("R", CultureInfo.InvariantCulture)}f",
        decimal number => $"{number.ToString(CultureInfo.InvariantCulture)}m",
        DateTime time => $"new global::System.DateTime({time.Ticks.ToString(CultureInfo.InvariantCulture)}L)",
        _ => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)!,
    };
}
