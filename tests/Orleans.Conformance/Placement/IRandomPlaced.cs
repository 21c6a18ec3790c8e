namespace Orleans.Conformance.Placement;

public interface IRandomPlaced : IWhere;
