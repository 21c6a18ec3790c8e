using System.Reflection;

namespace Orleans.Serialization.Members;

/// <summary>One member that travels: a field, the hidden field of an automatic property, or a property with accessors.</summary>
internal sealed class MemberModel
{
    private MemberModel(uint id, string name, Type type, bool isImmutable)
    {
        Id = id;
        Name = name;
        Type = type;
        IsImmutable = isImmutable;
    }

    public uint Id { get; }

    public string Name { get; }

    public Type Type { get; }

    /// <summary>Marked [Immutable]: shared by copies.</summary>
    public bool IsImmutable { get; }

    public FieldInfo? Field { get; private init; }

    public MethodInfo? Getter { get; private init; }

    public MethodInfo? Setter { get; private init; }

    public static MemberModel Of(uint id, FieldInfo field)
        => new(id, field.Name, field.FieldType, field.IsDefined(typeof(ImmutableAttribute), inherit: false)) { Field = field };

    public static MemberModel Of(uint id, PropertyInfo property, FieldInfo? backingField)
    {
        var isImmutable = property.IsDefined(typeof(ImmutableAttribute), inherit: false);
        if (backingField is not null)
        {
            return new(id, property.Name, property.PropertyType, isImmutable) { Field = backingField };
        }

        if (property.GetGetMethod(nonPublic: true) is not { } getter || property.GetSetMethod(nonPublic: true) is not { } setter)
        {
            throw new CodecNotFoundException(
                $"Property {property.DeclaringType}.{property.Name} has [Id] but cannot be both read and set (ORLEANS0101). Make it an automatic property or give it both accessors.");
        }

        return new(id, property.Name, property.PropertyType, isImmutable) { Getter = getter, Setter = setter };
    }
}
