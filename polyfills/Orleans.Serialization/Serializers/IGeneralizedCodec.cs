using Orleans.Serialization.Codecs;

namespace Orleans.Serialization.Serializers;

public interface IGeneralizedCodec : IFieldCodec
{
    bool IsSupportedType(Type type);
}
