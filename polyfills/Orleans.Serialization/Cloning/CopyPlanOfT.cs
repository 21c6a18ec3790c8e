using Orleans.Serialization.Members;
using Orleans.Serialization.Serializers;

namespace Orleans.Serialization.Cloning;

/// <summary>The copiers of a type's members, null where a member is shared, and the method that applies them.</summary>
internal sealed class CopyPlan<T> : CopyPlan
{
    public CopyPlan(TypeModel model, CodecProvider provider)
    {
        Copiers = [.. model.Members.Select(member => member.IsImmutable || provider.GetCopier(member.Type) is not { IsImmutable: false } copier ? null : copier)];
        Copy = CopierEmitter.Get<T>(model, Copiers);
    }

    public Copier?[] Copiers { get; }

    public MembersCopier<T> Copy { get; }

    public override bool SharesAll => Array.TrueForAll(Copiers, static copier => copier is null);
}
