namespace Orleans.Serialization.WireProtocol;

public enum WireType : uint
{
    VarInt = 0,
    TagDelimited = 32,
    LengthPrefixed = 64,
    Fixed32 = 96,
    Fixed64 = 128,
    Reference = 192,
    Extended = 224,
}
