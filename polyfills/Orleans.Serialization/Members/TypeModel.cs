using System.Collections.Concurrent;
using Orleans.Serialization.TypeSystem;

namespace Orleans.Serialization.Members;

/// <summary>
/// The members of a type that travel, in sections: for each level of inheritance, base first, the parameters of a
/// primary constructor if they travel, then the members with ids. Ids are unique within a section.
/// </summary>
internal sealed class TypeModel
{
    private static readonly ConcurrentDictionary<Type, TypeModel> Models = new();

    private TypeModel(Type type, IReadOnlyList<MemberModel[]> sections, Type? frameworkException = null, Type? foreignBase = null)
    {
        Type = type;
        Sections = sections;
        FrameworkException = frameworkException;
        ForeignBase = foreignBase;
        Members = [.. sections.SelectMany(static section => section)];
        OmitsDefaults = type.Has<OmitDefaultMemberValuesAttribute>();
    }

    public Type Type { get; }

    public IReadOnlyList<MemberModel[]> Sections { get; }

    public MemberModel[] Members { get; }

    /// <summary>The nearest base that is an exception of the framework, whose state travels in its own way.</summary>
    public Type? FrameworkException { get; }

    /// <summary>The nearest base that says nothing about serialization; what lies above it is unknown.</summary>
    public Type? ForeignBase { get; }

    public bool OmitsDefaults { get; }

    /// <summary>Of a type marked [GenerateSerializer].</summary>
    public static TypeModel Of(Type type) => Models.GetOrAdd(type, static key => Inspect(key));

    /// <summary>Of a tuple or the like: every field, in order.</summary>
    public static TypeModel OfFields(Type type) => Models.GetOrAdd(type, static key => new(key, [MemberReader.AllFields(key)]));

    private static TypeModel Inspect(Type type)
    {
        var levels = new Stack<Type>();
        Type? frameworkException = null, foreignBase = null;
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            if (level.Has<GenerateSerializerAttribute>())
            {
                levels.Push(level);
            }
            else if (level.IsAssignableTo(typeof(Exception)) && AssemblyCatalog.IsFramework(level))
            {
                frameworkException = level;
                break;
            }
            else if (!level.Has<SerializerTransparentAttribute>())
            {
                foreignBase = level;
                break;
            }
        }

        var sections = new List<MemberModel[]>();
        foreach (var level in levels)
        {
            MemberReader.Read(level, sections);
        }

        return new TypeModel(type, sections, frameworkException, foreignBase);
    }
}
