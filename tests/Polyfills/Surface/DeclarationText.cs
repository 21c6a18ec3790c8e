using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Orleans.Polyfills.Surface;

/// <summary>The declarations of a loaded type as the list of signatures writes them.</summary>
internal static class DeclarationText
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private static readonly string[] Omitted = ["Equals(object", "GetHashCode()", "ToString(", "TryFormat(", "GetObjectData(", "operator ==", "operator !="];

    public static string KeyOf(Type type) => $"{type.Namespace}.{(type.IsNested ? TypeText.NameOf(type.DeclaringType!) + "." : string.Empty)}{TypeText.NameOf(type)}`{type.GetGenericArguments().Length}";

    /// <summary>Modifiers, kind, name and constraints; bases are compared apart.</summary>
    public static string Header(Type type)
    {
        var access = type.IsNestedFamily || type.IsNestedFamORAssem ? "protected" : "public";
        if (type.IsAssignableTo(typeof(Delegate)))
        {
            return $"{access} delegate {Method(type.GetMethod("Invoke")!, name: TypeText.NameOf(type))}";
        }

        var kind = type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : type.IsValueType ? $"{(type.IsDefined(typeof(IsReadOnlyAttribute), false) ? "readonly " : string.Empty)}{(type.IsByRefLike ? "ref " : string.Empty)}struct"
            : type.IsAbstract && type.IsSealed ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class" : "class";
        var name = (type.IsNested ? TypeText.NameOf(type.DeclaringType!) + "." : string.Empty) + TypeText.NameOf(type);
        return $"{access} {kind} {name}{Parameters(type.GetGenericArguments())}{Constraints(type.GetGenericArguments())}";
    }

    public static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToUInt64(Enum.Parse(type, name), CultureInfo.InvariantCulture)}");
        }

        if (type.IsAssignableTo(typeof(Delegate)))
        {
            return [];
        }

        return type.GetConstructors(Declared).Where(IsVisible).Where(static constructor => !IsForSerialization(constructor)).Select(constructor => Access(constructor) + Callable(constructor, TypeText.NameOf(type)))
            .Concat(type.GetMethods(Declared).Where(IsVisible).Where(static method => !method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal)).Select(static method => Access(method) + Modifiers(method) + Method(method)))
            .Concat(type.GetProperties(Declared).Where(static property => property.GetAccessors(true).Any(IsVisible)).Select(Property))
            .Concat(type.GetEvents(Declared).Where(static item => IsVisible(item.AddMethod!)).Select(static item => $"event {TypeText.Of(item.EventHandlerType!, item.GetCustomAttributesData(), item.DeclaringType)} {item.Name}"))
            .Concat(type.GetFields(Declared).Where(static field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Where(static field => !field.IsSpecialName).Select(Field))
            .Where(static member => !Omitted.Any(omitted => member.Contains(omitted, StringComparison.Ordinal)))
            .Where(member => !member.StartsWith($"bool Equals({TypeText.Of(type)}", StringComparison.Ordinal));
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsForSerialization(ConstructorInfo constructor)
        => constructor.GetParameters() is [{ ParameterType.Name: "SerializationInfo" }, _];

    private static string Access(MethodBase method) => method.IsPublic ? string.Empty : "protected ";

    private static string Modifiers(MethodInfo method)
    {
        if (method.DeclaringType!.IsInterface)
        {
            return method.IsStatic ? "static " : method.IsAbstract ? string.Empty : "@default ";
        }

        if (method.IsStatic)
        {
            return "static ";
        }

        if (method.GetBaseDefinition() != method)
        {
            return method.IsFinal ? "override sealed " : "override ";
        }

        return method.IsAbstract ? "abstract " : method.IsVirtual && !method.IsFinal ? "virtual " : string.Empty;
    }

    private static string Method(MethodInfo method, string? name = null)
    {
        var generic = method.IsGenericMethodDefinition ? method.GetGenericArguments() : [];
        var returns = TypeText.Of(method.ReturnType, method.ReturnParameter.GetCustomAttributesData(), method);
        name ??= method.Name switch
        {
            "op_Explicit" => "explicit operator",
            "op_Implicit" => "implicit operator",
            "op_Equality" => "operator ==",
            "op_Inequality" => "operator !=",
            "op_LessThan" => "operator <",
            "op_GreaterThan" => "operator >",
            "op_LessThanOrEqual" => "operator <=",
            "op_GreaterThanOrEqual" => "operator >=",
            var other => other,
        };
        var start = name.EndsWith("plicit operator", StringComparison.Ordinal) ? $"{name} {returns}" : $"{returns} {name}";
        return Callable(method, start + Parameters(generic)) + Constraints(generic);
    }

    private static string Callable(MethodBase method, string start)
    {
        var isExtension = method.IsDefined(typeof(ExtensionAttribute), false);
        return $"{start}({string.Join(", ", method.GetParameters().Select((parameter, index) => (isExtension && index == 0 ? "this " : string.Empty) + Parameter(parameter, method)))})";
    }

    private static string Parameter(ParameterInfo parameter, MethodBase method)
    {
        var passing = parameter.ParameterType.IsByRef ? parameter.IsOut ? "out " : parameter.IsIn ? "in " : "ref " : string.Empty;
        var isParams = parameter.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : string.Empty;
        return $"{isParams}{passing}{TypeText.Of(parameter.ParameterType, parameter.GetCustomAttributesData(), method)} {parameter.Name}{(parameter.HasDefaultValue ? " = " + DefaultOf(parameter) : string.Empty)}";
    }

    private static string DefaultOf(ParameterInfo parameter)
        => parameter.RawDefaultValue is null
            ? parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null ? "default" : "null"
            : Literal(parameter.DefaultValue!, parameter.ParameterType);

    private static string Literal(object value, Type type) => value switch
    {
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        int.MinValue => "int.MinValue",
        int.MaxValue => "int.MaxValue",
        _ when type.IsEnum => $"{type.Name}.{Enum.GetName(type, Enum.ToObject(type, value))}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(true).Where(IsVisible).ToArray();
        var widest = accessors.OrderByDescending(static accessor => accessor.IsPublic).First();
        var result = new StringBuilder(Access(widest)).Append(Modifiers(widest));
        result.Append(TypeText.Of(property.PropertyType, property.GetCustomAttributesData(), property.DeclaringType)).Append(' ');
        var indices = property.GetIndexParameters();
        result.Append(indices.Length == 0 ? property.Name : $"this[{string.Join(", ", indices.Select(index => Parameter(index, widest)))}]").Append(" { ");
        foreach (var accessor in accessors)
        {
            var isInit = accessor.ReturnParameter.GetRequiredCustomModifiers().Any(static modifier => modifier.Name == "IsExternalInit");
            result.Append(accessor.IsPublic == widest.IsPublic ? string.Empty : "protected ").Append(accessor == property.GetMethod ? "get; " : isInit ? "init; " : "set; ");
        }

        return result.Append('}').ToString();
    }

    private static string Field(FieldInfo field)
    {
        var type = TypeText.Of(field.FieldType, field.GetCustomAttributesData(), field.DeclaringType);
        var access = field.IsPublic ? string.Empty : "protected ";
        return field.IsLiteral
            ? $"{access}const {type} {field.Name} = {Literal(field.GetRawConstantValue()!, field.FieldType)}"
            : $"{access}{(field.IsStatic ? "static " : string.Empty)}{(field.IsInitOnly ? "readonly " : string.Empty)}{type} {field.Name}";
    }

    private static string Parameters(Type[] generic) => generic.Length == 0 ? string.Empty : $"<{string.Join(", ", generic.Select(Variant))}>";

    private static string Variant(Type parameter) => (parameter.GenericParameterAttributes & GenericParameterAttributes.VarianceMask) switch
    {
        GenericParameterAttributes.Covariant => "out " + parameter.Name,
        GenericParameterAttributes.Contravariant => "in " + parameter.Name,
        _ => parameter.Name,
    };

    private static string Constraints(Type[] generic)
    {
        var result = new StringBuilder();
        foreach (var parameter in generic)
        {
            var attributes = parameter.GenericParameterAttributes;
            var constraints = new List<string>();
            if (attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
            {
                constraints.Add("struct");
            }
            else if (attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            {
                constraints.Add("class");
            }
            else if (IsNotNull(parameter))
            {
                constraints.Add("notnull");
            }

            constraints.AddRange(parameter.GetGenericParameterConstraints().Where(static type => type != typeof(ValueType)).Select(TypeText.Of));
            if (attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) && !attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint))
            {
                constraints.Add("new()");
            }

            if (constraints.Count != 0)
            {
                result.Append(" where ").Append(parameter.Name).Append(" : ").AppendJoin(", ", constraints);
            }
        }

        return result.ToString();
    }

    // Unconstrained parameters carry the annotation of object?, which need not be written down where all around them is the same.
    private static bool IsNotNull(Type parameter)
        => parameter.GetGenericParameterConstraints().Length == 0 && TypeText.AnnotationOf(parameter.GetCustomAttributesData(), parameter.DeclaringMethod, parameter.DeclaringType) == 1;
}
