using Orleans.Serialization.Members;
using Orleans.Serialization.Serializers;
using Orleans.Serialization.TypeSystem;

namespace Orleans.Serialization.Cloning;

/// <summary>Classes by their members. Member copiers are looked up on first use: types may contain one another.</summary>
internal sealed class ObjectCopier<T>(CodecProvider provider, TypeModel model) : ReferenceCopier<T>
    where T : class
{
    private readonly Func<T> _create = Instantiator.For<T>(provider);
    private readonly bool _tracksReferences = !typeof(T).Has<SuppressReferenceTrackingAttribute>();
    private CopyPlan<T>? _plan;

    public override bool IsImmutable => false;

    protected override T CopyNew(T input, CopyContext context)
    {
        var plan = _plan ??= new CopyPlan<T>(model, provider);
        var output = _create();
        if (_tracksReferences)
        {
            context.RecordNewCopy(input, output);
        }

        plan.Copy(plan.Copiers, ref input, ref output, context);
        return output;
    }
}
