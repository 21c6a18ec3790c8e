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
    private readonly ForeignBase<T>? _foreignBase = ForeignBase<T>.For(provider, model);
    private readonly Callbacks<T>? _callbacks = Callbacks<T>.For(provider);
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

        _callbacks?.Copying?.Invoke(ref input, ref output);
        _foreignBase?.Copy(input, output, context);
        plan.Copy(plan.Copiers, ref input, ref output, context);
        _callbacks?.Copied?.Invoke(ref input, ref output);
        return output;
    }
}
