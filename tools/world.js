// Makes world.geo.json, from which world-paths.js makes src/waqai/serve/web/static/world.json, from npm world-atlas (Natural Earth, public domain): fewer points, ISO codes.
// Run where `npm install world-atlas topojson-client i18n-iso-countries` was run: node world.js
const t=require('topojson-client'),fs=require('fs'),iso=require('i18n-iso-countries');
const w=JSON.parse(fs.readFileSync('node_modules/world-atlas/countries-50m.json'));
const k=w.transform;w.arcs=w.arcs.map(a=>{let x=0,y=0;const p=a.map(d=>{x+=d[0];y+=d[1];return [x*k.scale[0]+k.translate[0],y*k.scale[1]+k.translate[1]]});
const o=[p[0]];const keep=p.length<8?0:0.11;for(let i=1;i<p.length-1;i++){const l=o[o.length-1];if(Math.hypot(p[i][0]-l[0],p[i][1]-l[1])>keep)o.push(p[i])}o.push(p[p.length-1]);return o});delete w.transform;
const fc=t.feature(w,w.objects.countries);
const area=r=>{let a=0;for(let i=0;i<r.length-1;i++)a+=r[i][0]*r[i+1][1]-r[i+1][0]*r[i][1];return Math.abs(a/2)};
const extra={Kosovo:'XKX','N. Cyprus':'','Somaliland':'SOM'};
const r2=v=>Math.round(v*100)/100;const out=[];const miss=[];
for(const f of fc.features){
  let code=f.id?iso.numericToAlpha3(f.id):undefined; if(!code) {code=extra[f.properties.name]; if(code===undefined){miss.push(f.properties.name)}}
  if(f.properties.name=='Antarctica')continue;
  let polys=f.geometry.type=='Polygon'?[f.geometry.coordinates]:f.geometry.coordinates;
  const big=Math.max(...polys.map(p=>area(p[0])));
  polys=polys.filter(p=>area(p[0])>0.02||area(p[0])>=big*0.5);
  const r=v=>Math.round(v*100)/100;
  polys=polys.map(p=>p.filter((q,i)=>i==0||area(q)>0.05).map(ring=>{const o=[];for(const c of ring){const x=[r(c[0]),r(c[1])];const l=o[o.length-1];if(!l||l[0]!=x[0]||l[1]!=x[1])o.push(x)}return o}).filter(q=>q.length>3));
  polys=polys.filter(p=>p.length);
  if(!polys.length){miss.push('empty '+f.properties.name);continue}
  out.push({type:'Feature',properties:{name:code||f.properties.name},geometry:{type:'MultiPolygon',coordinates:polys}});
}
// what crosses the 180th meridian goes on eastwards, or lines would cross the whole map
for(const f of out)for(const p of f.geometry.coordinates)p.forEach((ring,i)=>{if(ring.some((q,j)=>j&&Math.abs(q[0]-ring[j-1][0])>180))p[i]=ring.map(([x,y])=>[x<0?r2(x+360):x,y])});
fs.writeFileSync('world.geo.json',JSON.stringify({type:'FeatureCollection',features:out}));console.log(out.length,miss);
