using System.Reflection;

namespace Orleans.Serialization.Members;

/// <summary>Finds the members that one level of a type declares for serialization.</summary>
internal static class MemberReader
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static void Read(Type level, List<MemberModel[]> sections)
    {
        var attribute = level.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false)!;
        var fields = level.GetFields(Declared);
        var properties = level.GetProperties(Declared);
        var members = new List<MemberModel>();
        var taken = new HashSet<MemberInfo>();
        foreach (var field in fields)
        {
            if (field.GetCustomAttribute<IdAttribute>() is { } id)
            {
                members.Add(MemberModel.Of(id.Id, field));
                taken.Add(field);
            }
        }

        foreach (var property in properties)
        {
            if (property.GetCustomAttribute<IdAttribute>(inherit: false) is { } id)
            {
                Add(members, taken, id.Id, property, fields);
            }
            else if (attribute.GenerateFieldIds == GenerateFieldIds.PublicProperties && IsPublicProperty(property))
            {
                Add(members, taken, NameHash(property.Name), property, fields);
            }
        }

        var parameters = PrimaryConstructor.Members(level, fields, properties).Where(member => member.Field is null || taken.Add(member.Field)).ToArray();
        if (members.Count == 0 && parameters.Length == 0 && fields.Any(IsCandidate))
        {
            throw new CodecNotFoundException(
                $"Type {level} is marked [GenerateSerializer] but none of its members has an id (ORLEANS0106). Mark those that are to travel with [Id(0)], [Id(1)] and so on.");
        }

        if (parameters.Length != 0)
        {
            sections.Add(parameters);
        }

        sections.Add(Sorted(level, members));
    }

    public static MemberModel[] AllFields(Type type)
        => [.. type.GetFields(Declared).OrderBy(static field => field.MetadataToken).Select(static (field, index) => MemberModel.Of((uint)index, field))];

    public static FieldInfo? BackingField(PropertyInfo property, FieldInfo[] fields)
    {
        var name = $"<{property.Name}>k__BackingField";
        return Array.Find(fields, field => field.Name == name && field.FieldType == property.PropertyType);
    }

    private static void Add(List<MemberModel> members, HashSet<MemberInfo> taken, uint id, PropertyInfo property, FieldInfo[] fields)
    {
        var backing = BackingField(property, fields);
        if (backing is null || taken.Add(backing))
        {
            members.Add(MemberModel.Of(id, property, backing));
        }
    }

    private static MemberModel[] Sorted(Type level, List<MemberModel> members)
    {
        members.Sort(static (left, right) => left.Id.CompareTo(right.Id));
        for (var i = 1; i < members.Count; i++)
        {
            if (members[i].Id == members[i - 1].Id)
            {
                throw new CodecNotFoundException($"Members {members[i - 1].Name} and {members[i].Name} of {level} have the same id, {members[i].Id}.");
            }
        }

        return [.. members];
    }

    private static bool IsCandidate(FieldInfo field)
        => !field.IsDefined(typeof(NonSerializedAttribute), inherit: false) && !field.FieldType.IsAssignableTo(typeof(Delegate));

    private static bool IsPublicProperty(PropertyInfo property)
        => property.GetMethod is { IsPublic: true } && property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0;

    // FNV-1a: part of the wire format of types whose ids come from names.
    private static uint NameHash(string name)
    {
        var hash = 2166136261u;
        foreach (var character in name)
        {
            hash = (hash ^ character) * 16777619u;
        }

        return hash;
    }
}
