namespace Orleans.Runtime;

internal sealed class SiloAddressConverter() : TextConverter<SiloAddress>(static address => address.ToParsableString(), SiloAddress.FromParsableString);
