using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;

namespace Orleans.Serialization.Members;

internal delegate void MembersReader<T>(FieldCodec[] codecs, WireReader reader, ref T value);
