using Orleans.Services;

namespace Orleans.Runtime;

/// <summary>A grain service is found by its interface and its silo.</summary>
internal static class GrainServiceIds
{
    public static GrainId Of(Type serviceInterface, SiloAddress silo) => WellKnownGrainTypes.SystemTarget($"user.{GrainInterfaceNames.Of(serviceInterface)}", silo);

    /// <summary>What its clients may call: every interface of the class that derives from <see cref="IGrainService"/>.</summary>
    public static Type[] InterfacesOf(Type serviceType)
    {
        var interfaces = Array.FindAll(serviceType.GetInterfaces(), static type => type != typeof(IGrainService) && typeof(IGrainService).IsAssignableFrom(type));
        if (!typeof(GrainService).IsAssignableFrom(serviceType) || serviceType.IsAbstract || interfaces.Length == 0)
        {
            throw new ArgumentException(
                $"{serviceType} cannot be a grain service: derive it from {nameof(GrainService)} and let it implement an interface that derives from {nameof(IGrainService)}.",
                nameof(serviceType));
        }

        return interfaces;
    }
}
