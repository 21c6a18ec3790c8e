using Microsoft.CodeAnalysis;
using Orleans.Ray.Generators.Diagnostics;
using Orleans.Ray.Generators.Emitting;
using Orleans.Ray.Generators.Models;

namespace Orleans.Ray.Generators.Parsing;

/// <summary>Reads a method or constructor, and refuses what cannot be called from another process.</summary>
/// <param name="scope">The type that gets the stub.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class SignatureParser(INamedTypeSymbol scope, Findings findings)
{
    private const string UnitType = "global::Orleans.Ray.Unit";

    /// <summary>The signature, or null where something is wrong with it.</summary>
    /// <param name="method">The method or constructor.</param>
    /// <param name="kind">What the stub does.</param>
    /// <param name="isOverloaded">Whether stubs of other methods have the same name.</param>
    public StubSignature? Parse(IMethodSymbol method, StubKind kind, bool isOverloaded)
    {
        var shape = ReturnShape.Void;
        var result = UnitType;
        SeveralReturns? several = null;
        var isValid = kind == StubKind.Construction || TryParseReturn(method, out shape, out result, out several);
        var parameters = new List<StubParameter>();
        var takesToken = false;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Type.IsCancellationToken())
            {
                isValid &= CheckToken(parameter, method, kind);
                takesToken = true;
            }
            else if (TryParse(parameter, kind) is not { } parsed)
            {
                isValid = false;
            }
            else
            {
                // C# has no required parameter after an optional one, except this.
                var fillIn = parsed.Default is null && parameters.Any(previous => previous.Default is not null);
                parameters.Add(fillIn ? parsed with { Default = DefaultValues.Items, Form = parsed.Form == ParameterForm.Params ? ParameterForm.Literal : parsed.Form } : parsed);
            }
        }

        if (!CheckTypeParameters(method) || !isValid)
        {
            return null;
        }

        var names = parameters.Select(parameter => parameter.Name).ToArray();
        var optionsName = new NameAllocator(names).Take("options");
        var name = kind == StubKind.Construction ? WellKnown.Create : method.Name;
        var title = kind == StubKind.Construction ? scope.Name : $"{scope.Name}.{method.Name}";
        return new StubSignature(
            name,
            method.TypeParameters.Select(parameter => Identifiers.EscapeType(parameter.Name)).ToEquatableArray(),
            method.TypeParameters.Select(parameter => Constraints.Of(parameter, scope)).OfType<string>().ToEquatableArray(),
            parameters.ToEquatableArray(),
            optionsName,
            takesToken,
            shape,
            result,
            several,
            isOverloaded,
            ObsoleteAttributes.Of(method),
            XmlDocs.Of(method, kind, title, names, optionsName));
    }

    private bool TryParseReturn(IMethodSymbol method, out ReturnShape shape, out string result, out SeveralReturns? several)
    {
        (shape, result, several) = (ReturnShape.Void, UnitType, null);
        var count = ReturnsParser.CountOf(method);
        var location = Locations.OfReturnType(method);
        if (method.RefKind != RefKind.None)
        {
            findings.Add(Rules.PassedByReference, location, $"The result of '{method.Name}'");
            return false;
        }

        if (method.ReturnsVoid)
        {
            if (method.IsAsync)
            {
                findings.Add(Rules.AsyncVoid, location, method.Name);
            }

            return !method.IsAsync && (count is null || ReturnsParser.Parse(method, count.Value, null, scope, findings) is not null);
        }

        // A number of returns makes an iterator's items objects that are there when all of them are.
        var isIterator = count is null && Iterators.IsIterator(method);
        (shape, var type) = Iterators.IsAsyncStream(method) ? (ReturnShape.AsyncItems, ItemOf(method.ReturnType))
            : isIterator ? (ReturnShape.Items, ItemOf(method.ReturnType))
            : ShapeOf(method.ReturnType);
        if (!CheckStream(method, isIterator, type, location) || (count is not null && !ReturnsParser.CheckIsNoStream(method, count.Value, findings)))
        {
            return false;
        }

        if (type is null)
        {
            return count is null || ReturnsParser.Parse(method, count.Value, null, scope, findings) is not null;
        }

        var role = shape is ReturnShape.Items or ReturnShape.AsyncItems ? $"the items of '{method.Name}'" : $"the result of '{method.Name}'";
        if (!Travel.Check(type, role, location, findings) || !CheckIsKnown(type, method, location))
        {
            return false;
        }

        result = TypeNames.Of(type, scope);
        if (count is null)
        {
            return true;
        }

        several = ReturnsParser.Parse(method, count.Value, type, scope, findings);
        result = several?.ItemType is { } item ? ReturnsParser.ArrayOf(item) : result;
        return several is not null;
    }

    private static ITypeSymbol? ItemOf(ITypeSymbol type) => ((INamedTypeSymbol)type).TypeArguments.FirstOrDefault();

    // The language allows yield in a few more, which return a position in the items or have items of any type; and a task may carry a stream.
    private bool CheckStream(IMethodSymbol method, bool isIterator, ITypeSymbol? type, Location location)
    {
        var isStream = Iterators.IsAsyncStream(method) || method.ReturnType.HasFullName("System.Collections.Generic.IEnumerable");
        if (isStream || !(isIterator || type?.HasFullName(Iterators.AsyncStream) == true))
        {
            return true;
        }

        findings.Add(Rules.StreamingReturn, location, method.Name, TypeNames.InMessage(method.ReturnType));
        return false;
    }

    private static (ReturnShape Shape, ITypeSymbol? Type) ShapeOf(ITypeSymbol type)
    {
        var isTask = type.HasFullName("System.Threading.Tasks.Task");
        if (!isTask && !type.HasFullName("System.Threading.Tasks.ValueTask"))
        {
            return (ReturnShape.Value, type);
        }

        var carried = ((INamedTypeSymbol)type).TypeArguments.FirstOrDefault();
        return carried is null
            ? (isTask ? ReturnShape.Task : ReturnShape.ValueTask, null)
            : (isTask ? ReturnShape.TaskOfValue : ReturnShape.ValueTaskOfValue, carried);
    }

    private StubParameter? TryParse(IParameterSymbol parameter, StubKind kind)
    {
        if (parameter.RefKind != RefKind.None)
        {
            findings.Add(Rules.PassedByReference, Locations.OfRefModifier(parameter), $"Parameter '{parameter.Name}'");
            return null;
        }

        var type = parameter.Type;
        var location = Locations.OfType(parameter);
        var options = kind switch
        {
            StubKind.Task => "TaskOptions",
            StubKind.ActorCall => "ActorCallOptions",
            _ => "ActorOptions",
        };
        if (type.HasFullName($"Orleans.Ray.{options}"))
        {
            findings.Add(Rules.OptionsParameter, location, parameter.Name, options);
            return null;
        }

        if (!Travel.Check(type, $"parameter '{parameter.Name}'", location, findings)
            || !CheckIsKnown(type, (IMethodSymbol)parameter.ContainingSymbol, location))
        {
            return null;
        }

        var items = parameter.IsParams && type is IArrayTypeSymbol array ? TypeNames.Of(array.ElementType, scope) : null;
        var form = items is not null ? ParameterForm.Params
            : type.TypeKind == TypeKind.Interface ? ParameterForm.Interface
            : type.SpecialType == SpecialType.System_Object || type.TypeKind == TypeKind.Dynamic ? ParameterForm.Object
            : type.TypeKind == TypeKind.TypeParameter ? ParameterForm.Open
            : TakesLiterals(type) ? ParameterForm.Literal
            : ParameterForm.Plain;
        return new StubParameter(parameter.Name, TypeNames.Of(type, scope), TypeNames.WithoutAnnotations(type, scope), form, items, DefaultValues.Of(parameter, scope), MentionsMethodType(type));
    }

    // Null, where it is expected or nobody has said that it is not, collection expressions, new(), tuples of such, and values that convert to a struct by an operator of its own.
    private static bool TakesLiterals(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_String ? type.NullableAnnotation != NullableAnnotation.NotAnnotated
        : type.IsReferenceType
            || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
            || type is { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None };

    private static bool MentionsMethodType(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => parameter.TypeParameterKind == TypeParameterKind.Method,
        IArrayTypeSymbol array => MentionsMethodType(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(MentionsMethodType) || (named.ContainingType is { } outer && MentionsMethodType(outer)),
        _ => false,
    };

    private bool CheckToken(IParameterSymbol parameter, IMethodSymbol method, StubKind kind)
    {
        if (kind == StubKind.Construction)
        {
            findings.Add(Rules.MisplacedToken, Locations.OfType(parameter), parameter.Name, "has nothing to cancel in a constructor; take one in the methods that need it");
            return false;
        }

        if (parameter.Ordinal < method.Parameters.Length - 1)
        {
            findings.Add(Rules.MisplacedToken, Locations.OfType(parameter), parameter.Name, "must be the last parameter, and the only one of its type; move it, or remove it");
            return false;
        }

        if (parameter.RefKind != RefKind.None)
        {
            findings.Add(Rules.PassedByReference, Locations.OfRefModifier(parameter), $"Parameter '{parameter.Name}'");
            return false;
        }

        return true;
    }

    private bool CheckTypeParameters(IMethodSymbol method)
    {
        foreach (var parameter in method.TypeParameters)
        {
            if (parameter.AllowsRefLikeType)
            {
                findings.Add(
                    Rules.CannotTravel,
                    Locations.OfName(parameter),
                    parameter.Name,
                    $"'{method.Name}'",
                    "it may be a ref struct, which lives on the stack of its caller; remove 'allows ref struct'");
                return false;
            }
        }

        return true;
    }

    private bool CheckIsKnown(ITypeSymbol type, IMethodSymbol method, Location location)
    {
        if (TypeNames.FindUnknown(type, scope) is not { } unknown)
        {
            return true;
        }

        findings.Add(Rules.UnknownType, location, method.Name, unknown);
        return false;
    }
}
