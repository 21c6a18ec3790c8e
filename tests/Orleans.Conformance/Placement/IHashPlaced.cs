namespace Orleans.Conformance.Placement;

public interface IHashPlaced : IWhere;
