using Orleans.Serialization.Cloning;
using Orleans.Serialization.Codecs;
using Orleans.Serialization.Serializers;

namespace Orleans.Serialization.Collections;

/// <summary>How one kind of collection is taken apart and put together; codecs and copiers are made from it.</summary>
internal abstract class CollectionShape
{
    public abstract ExactCodec CreateCodec(CodecProvider provider);

    public abstract Copier CreateCopier(CodecProvider provider);
}
