using System.Reflection;

namespace Orleans.Runtime;

internal sealed class ApplicationPartTypes
{
    public ApplicationPartTypes(Assembly assembly)
    {
        foreach (var type in Types(assembly))
        {
            if (type.IsInterface)
            {
                if (IsGrainInterface(type))
                {
                    Interfaces.Add(type);
                }
            }
            else if (IsGrainClass(type))
            {
                Classes.Add(type);
            }
        }
    }

    public List<Type> Interfaces { get; } = [];

    public List<Type> Classes { get; } = [];

    public static bool IsGrainInterface(Type type) =>
        typeof(IAddressable).IsAssignableFrom(type)
        && type != typeof(IAddressable)
        && type != typeof(IGrain)
        && type != typeof(IGrainExtension)
        && type != typeof(IGrainObserver)
        && type != typeof(ISystemTarget)
        && type != typeof(IGrainWithGuidKey)
        && type != typeof(IGrainWithIntegerKey)
        && type != typeof(IGrainWithStringKey)
        && type != typeof(IGrainWithGuidCompoundKey)
        && type != typeof(IGrainWithIntegerCompoundKey);

    private static bool IsGrainClass(Type type) =>
        type.IsClass
        && !type.IsAbstract
        && !typeof(GrainReference).IsAssignableFrom(type)
        && (typeof(IGrainBase).IsAssignableFrom(type) || typeof(IGrain).IsAssignableFrom(type));

    private static IEnumerable<Type> Types(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return exception.Types.OfType<Type>();
        }
    }
}
