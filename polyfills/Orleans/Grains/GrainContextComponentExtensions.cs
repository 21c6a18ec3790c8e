namespace Orleans;

public static class GrainContextComponentExtensions
{
    public static TComponent GetGrainExtension<TComponent>(this IGrainContext context)
        where TComponent : class, IGrainExtension
    {
        if (context.GetComponent(typeof(TComponent)) is TComponent component)
        {
            return component;
        }

        var binder = context as IGrainExtensionBinder ?? context.GetComponent<IGrainExtensionBinder>();
        return binder is not null
            ? binder.GetExtension<TComponent>()
            : throw new GrainExtensionNotInstalledException($"No extension {typeof(TComponent)} is installed on {context}.");
    }
}
