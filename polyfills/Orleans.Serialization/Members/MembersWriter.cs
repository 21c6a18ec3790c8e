using Orleans.Serialization.Buffers;
using Orleans.Serialization.Codecs;

namespace Orleans.Serialization.Members;

internal delegate void MembersWriter<T>(FieldCodec[] codecs, WireWriter writer, ref T value);
