namespace Orleans.Runtime;

[GenerateMethodSerializers(typeof(GrainReference), false)]
public interface IAddressable;
