// Finds places of the registry by city, county, state or another name. Asks for nothing but its own index, once.
(() => {
  const form = document.getElementById("search"), field = document.getElementById("query")
  const told = document.getElementById("told"), list = document.getElementById("results")
  const SHORT = {saint: "st", sainte: "ste", fort: "ft", mount: "mt"}, SHOWN = 12
  const words = form.dataset, suffix = words.suffix
  let index = null, asked = false

  // As pipeline/places/place.py folds a name: no case, accents or points; saint and st. are the same.
  function folded(name) {
    const plain = name.normalize("NFKD").replace(/[^\x00-\x7f]/g, "").toLowerCase().replace(/[.'`]/g, "")
    return plain.replace(/[^a-z0-9 ]/g, " ").split(" ").filter(Boolean).map(word => Object.hasOwn(SHORT, word) ? SHORT[word] : word)
  }

  function read() {
    const counties = window.counties.split("\n"), states = new Map(), places = []
    for (const line of window.states.split("\n")) {
      const [postal, also, ...names] = line.split("|")
      const keys = [postal.toLowerCase(), ...also.split(";"), ...names.map(name => folded(name).join(" "))]
      const all = [...new Set(keys.filter(Boolean))]
      states.set(postal, {postal, name: names[words.language] || names[0], keys: all.map(key => key.replaceAll(" ", "")), all: all.join(" ")})
    }
    for (const line of window.places.split("\n")) {
      const [name, postal, inside, people, also, slug] = line.split("|"), own = folded(name), state = states.get(postal)
      const near = inside ? inside.split(",").map(number => counties[number]) : []
      places.push({name, state, slug, people: +people || 0, keys: also ? [own.join(""), ...also.split(";")] : [own.join("")], near,
        text: ` ${own.join(" ")} ${folded(near.join(" ")).join(" ")} ${state.all} `})
    }
    for (const state of states.values()) places.push({name: state.name, state, slug: "", people: 1e9, keys: state.keys, near: [], text: ` ${state.all} `, isState: true})
    return places
  }

  // 3: the name itself, with its state or without; 2: a name that begins so; 1: every word begins one of the place's; 0: not it.
  function fit(place, asked, joined) {
    for (const key of place.keys) {
      if (key === joined) return 3
      if (!place.isState && joined.startsWith(key) && place.state.keys.includes(joined.slice(key.length))) return 3
    }
    if (joined.length > 1 && place.keys.some(key => key.startsWith(joined))) return 2
    return asked.every(word => place.text.includes(" " + word)) ? 1 : 0
  }

  // The best few, and how many there are: one look at each place, and no sorting of thousands.
  function find(text) {
    const asked = folded(text), joined = asked.join(""), best = []
    let number = 0
    if (joined) for (const place of index) {
      const how = fit(place, asked, joined)
      if (!how) continue
      number += 1
      const weight = (how === 3 ? 1e12 : 0) + (place.slug ? 1e11 : 0) + how * 1e10 + place.people
      if (best.length === SHOWN && weight <= best[SHOWN - 1].weight) continue
      let at = best.length
      while (at > 0 && best[at - 1].weight < weight) at -= 1
      best.splice(at, 0, {weight, place})
      best.length = Math.min(best.length, SHOWN)
    }
    return {number, best: best.map(one => one.place)}
  }

  function shown(place) {
    const item = document.createElement("li"), link = document.createElement("a"), more = document.createElement("span")
    link.href = place.slug ? place.slug + suffix : `state-${place.state.postal.toLowerCase()}${suffix}`
    link.textContent = place.isState ? place.name : `${place.name}, ${place.state.name}`
    if (place.slug) link.className = "known"
    more.className = "which"
    more.textContent = [place.near.join(", "), place.isState ? words.state : place.slug ? "" : words.unbriefed].filter(Boolean).join("; ")
    item.append(link, " ", more)
    return item
  }

  function answer() {
    const start = performance.now(), {number, best} = index ? find(field.value) : {number: 0, best: []}
    list.replaceChildren(...best.map(shown))
    told.textContent = !index || !folded(field.value).length ? "" : number ? `${words.found} ${number}` : words.none
    form.dataset.took = (performance.now() - start).toFixed(1)
  }

  function load() {
    if (asked) return
    asked = true
    const script = document.createElement("script")
    script.src = words.index
    script.onload = () => { index = read(); form.dataset.ready = index.length; answer() }
    document.head.append(script)
  }

  form.hidden = false
  field.addEventListener("focus", load)
  field.addEventListener("input", () => { load(); answer() })
  form.addEventListener("submit", event => {
    event.preventDefault()
    const first = list.querySelector("a")
    if (first) first.click()
  })
  if (document.activeElement === field) load()
})()
