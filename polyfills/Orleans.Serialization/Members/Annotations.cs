using Orleans.Serialization.TypeSystem;

namespace Orleans.Serialization.Members;

internal static class Annotations
{
    /// <summary>
    /// Whether there can be instances of the type that are marked [GenerateSerializer]. A mark on a type that generated code
    /// could not reach is an error.
    /// </summary>
    public static bool Apply(Type type)
    {
        if (!type.Has<GenerateSerializerAttribute>() || type.IsInterface || type.IsAbstract)
        {
            return false;
        }

        for (var level = type; level is not null; level = level.DeclaringType)
        {
            if (level.IsNestedPrivate || level.IsNestedFamily || level.IsNestedFamANDAssem)
            {
                throw new CodecNotFoundException($"Type {type} is marked [GenerateSerializer] but is not accessible to generated code (ORLEANS0107). Make {level} internal or public.");
            }
        }

        return true;
    }
}
