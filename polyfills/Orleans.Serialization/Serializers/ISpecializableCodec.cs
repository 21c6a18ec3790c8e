using Orleans.Serialization.Codecs;

namespace Orleans.Serialization.Serializers;

public interface ISpecializableCodec
{
    bool IsSupportedType(Type type);

    IFieldCodec GetSpecializedCodec(Type type);
}
